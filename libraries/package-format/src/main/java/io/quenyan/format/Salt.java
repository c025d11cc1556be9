package io.quenyan.format;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A salt of a key derivation. Not secret. New ones have 16 bytes; older packages may have others.
public final class Salt {

    private static final int LENGTH = 16;

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        if (bytes.length == 0) {
            throw new PackageException(ErrorCode.BAD_SALT, "A salt must not be empty");
        }
        this.bytes = bytes;
    }

    /// Takes a copy of `bytes`.
    ///
    /// @throws PackageException `BAD_SALT` if there are none
    public static Salt of(byte[] bytes) {
        return new Salt(bytes.clone());
    }

    /// The salt whose digits [#hex] gave.
    public static Salt ofHex(String hex) {
        return new Salt(HexFormat.of().parseHex(hex));
    }

    /// A new salt of 16 bytes.
    public static Salt random(SecureRandom random) {
        byte[] bytes = new byte[LENGTH];
        random.nextBytes(bytes);
        return new Salt(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Salt that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Salt[" + hex() + "]";
    }
}
