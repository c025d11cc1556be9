package io.quenyan.project;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import org.jspecify.annotations.Nullable;

/// What the packages of a batch are sealed under.
///
/// @param keys of the passphrase, or of the data key in the place of one; not closed by whoever gets this
/// @param block written into packages and index; null for a passphrase alone
public record SealingSecret(DerivedKeys keys, @Nullable KeyManagement block) {

    /// The key of a key service that the packages need; null for a passphrase, whatever is told beside it.
    public @Nullable PackageKey key() {
        return block == null || block.wrappedKey() == null ? null : block.key();
    }

    /// The data key, wrapped; null for a passphrase.
    public @Nullable String wrappedKey() {
        return block == null ? null : block.wrappedKey();
    }

    /// What a key of these packages is derived from. A data key is random already, and stretching it further protects
    /// nothing.
    public KeyDerivation derivation(Encryption encryption, Salt salt) {
        return switch (encryption) {
            case V1 -> new Pbkdf2(salt);
            case V2 -> new Argon2id(salt, wrappedKey() == null ? Argon2Cost.DEFAULT : Argon2Cost.SMALLEST);
        };
    }
}
