package io.quenyan.benchmark;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Passphrase;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import java.security.SecureRandom;

/// Keys to measure with.
final class ExampleKeys {

    private static final SecureRandom RANDOM = new SecureRandom();

    private ExampleKeys() {}

    /// Of one passphrase, none of them derived yet.
    static DerivedKeys fresh() {
        return new DerivedKeys(Passphrase.of("benchmark".toCharArray()), KdfLimits.DEFAULT);
    }

    /// What a new batch derives its key from.
    static KeyDerivation derivation(Encryption encryption) {
        Salt salt = Salt.random(RANDOM);
        return switch (encryption) {
            case V1 -> new Pbkdf2(salt);
            case V2 -> new Argon2id(salt, Argon2Cost.DEFAULT);
        };
    }
}
