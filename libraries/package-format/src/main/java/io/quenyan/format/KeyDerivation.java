package io.quenyan.format;

/// What besides the passphrase a key is derived from. It stands in the package and is not secret.
public sealed interface KeyDerivation permits Pbkdf2, Argon2id {

    Salt salt();

    /// The encryption version that derives so.
    Encryption encryption();
}
