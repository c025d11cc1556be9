package io.quenyan.format;

/// How a package's key is made. The cipher is ChaCha20-Poly1305 (RFC 8439) in both versions.
public enum Encryption {
    /// PBKDF2-HMAC-SHA256, one key per salt. The JavaScript, Go and Rust programs read only this.
    V1(1),
    /// Argon2id, then HKDF-SHA256 with a salt of the package's own. The default.
    V2(2);

    private final int number;

    Encryption(int number) {
        this.number = number;
    }

    /// The number in `encryption_version`.
    public int number() {
        return number;
    }

    /// The encryption version of this number.
    ///
    /// @throws PackageException `UNSUPPORTED_ENCRYPTION` for other numbers
    public static Encryption of(long number) {
        for (Encryption encryption : values()) {
            if (encryption.number == number) {
                return encryption;
            }
        }
        throw new PackageException(ErrorCode.UNSUPPORTED_ENCRYPTION, "Encryption versions are 1 and 2, got " + number);
    }
}
