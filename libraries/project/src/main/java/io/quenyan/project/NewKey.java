package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import io.quenyan.format.Encryption;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.Salt;
import io.quenyan.format.SealingMaterial;
import java.security.SecureRandom;

/// What a batch on the command line seals its packages with: random salts and nonces.
final class NewKey {

    /// In version 1 all packages share a key, and random nonces must not meet.
    private static final long MOST_UNDER_ONE_KEY = 1 << 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private NewKey() {}

    static KeyDerivation derivation(Encryption encryption, SealingSecret secret) {
        return secret.derivation(encryption, Salt.random(RANDOM));
    }

    static EncodingJob job(BatchOptions options, long generation, DerivedKey key, SealingSecret secret) {
        return new EncodingJob(
                options.project(),
                generation,
                options.selection().sources(),
                secret.block(),
                new PackageWriter(key),
                _ -> SealingMaterial.random(RANDOM));
    }

    /// Whether `files` more files, of two packages each at most, may be sealed under a salt.
    ///
    /// @param sealed packages that were ever sealed under it
    static boolean hasRoom(Encryption encryption, long sealed, int files) {
        return encryption == Encryption.V2 || sealed + 2L * files <= MOST_UNDER_ONE_KEY;
    }

    /// @throws IllegalArgumentException if not even a new salt has room
    static void checkRoom(Encryption encryption, int files) {
        if (!hasRoom(encryption, 0, files)) {
            throw new IllegalArgumentException("Encryption version 1 takes at most %d packages a run; use version 2"
                    .formatted(MOST_UNDER_ONE_KEY));
        }
    }
}
