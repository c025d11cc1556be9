package io.quenyan.format;

/// Encryption version 2: Argon2id version 1.3 (RFC 9106), 32 bytes.
public record Argon2id(Salt salt, Argon2Cost cost) implements KeyDerivation {

    @Override
    public Encryption encryption() {
        return Encryption.V2;
    }
}
