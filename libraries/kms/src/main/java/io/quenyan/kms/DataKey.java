package io.quenyan.kms;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/// A data key in the clear: 32 bytes, wiped on close.
public final class DataKey implements AutoCloseable {

    /// Length of every data key, in bytes.
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private volatile boolean closed;

    private DataKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes `bytes` over: they are wiped when the key is closed.
    public static DataKey takingOver(byte[] bytes) {
        if (bytes.length != LENGTH) {
            Arrays.fill(bytes, (byte) 0);
            throw new IllegalArgumentException("A data key has %d bytes, got %d".formatted(LENGTH, bytes.length));
        }
        return new DataKey(bytes);
    }

    /// The raw bytes, which are not copied. Every caller is listed in docs/concepts/key-hierarchy.md.
    public byte[] exposeBytes() {
        if (closed) {
            throw new IllegalStateException("The data key was wiped");
        }
        return bytes;
    }

    /// The form in which it takes the place of a passphrase: base64url without padding, as ASCII. The
    /// caller wipes the copy. Every caller is listed in docs/concepts/key-hierarchy.md.
    public byte[] exposeBase64Url() {
        return Base64.getUrlEncoder().withoutPadding().encode(exposeBytes());
    }

    /// Whether both are the same key, in constant time.
    public boolean sameAs(DataKey other) {
        return MessageDigest.isEqual(exposeBytes(), other.exposeBytes());
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "DataKey[redacted]";
    }
}
