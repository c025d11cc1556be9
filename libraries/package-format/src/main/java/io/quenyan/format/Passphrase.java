package io.quenyan.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A passphrase, or a data key in its base64url form: UTF-8, neither normalised nor trimmed. Wiped on close.
public final class Passphrase implements AutoCloseable {

    private final byte[] utf8;
    private boolean closed;

    private Passphrase(byte[] utf8) {
        this.utf8 = utf8;
        if (utf8.length == 0) {
            throw new PackageException(ErrorCode.EMPTY_PASSPHRASE, "The passphrase is empty");
        }
    }

    /// Takes a copy of `bytes`; the caller wipes its own.
    ///
    /// @throws PackageException `EMPTY_PASSPHRASE` if there are none
    public static Passphrase ofUtf8(byte[] bytes) {
        return new Passphrase(bytes.clone());
    }

    /// Takes `text` as UTF-8; the caller wipes its own.
    ///
    /// @throws PackageException `EMPTY_PASSPHRASE` if it is empty, `BAD_UTF8` if it holds half of a surrogate pair
    public static Passphrase of(char[] text) {
        ByteBuffer encoded = encode(text);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        // Of its own making, so the array behind it is all its own.
        Arrays.fill(encoded.array(), encoded.arrayOffset(), encoded.arrayOffset() + encoded.capacity(), (byte) 0);
        return new Passphrase(bytes);
    }

    private static ByteBuffer encode(char[] text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new PackageException(ErrorCode.BAD_UTF8, "The passphrase has no UTF-8 form");
        }
    }

    /// The only way to the bytes; the caller wipes the copy. Called by [DerivedKey] alone.
    byte[] exposeUtf8() {
        if (closed) {
            throw new IllegalStateException("The passphrase was wiped");
        }
        return utf8.clone();
    }

    /// A copy with a life of its own.
    public Passphrase copy() {
        return new Passphrase(exposeUtf8());
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(utf8, (byte) 0);
    }

    @Override
    public String toString() {
        return "Passphrase[redacted]";
    }
}
