package io.quenyan.format;

/// Encryption version 1: PBKDF2-HMAC-SHA256 (RFC 8018) with 200,000 iterations, 32 bytes. The number is a constant of
/// the format and never read from a package.
public record Pbkdf2(Salt salt) implements KeyDerivation {

    static final int ITERATIONS = 200_000;

    @Override
    public Encryption encryption() {
        return Encryption.V1;
    }
}
