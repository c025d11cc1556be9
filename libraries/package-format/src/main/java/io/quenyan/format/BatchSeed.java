package io.quenyan.format;

import java.util.Arrays;

/// The randomness of a whole batch, 32 bytes. Wiped on close.
public final class BatchSeed implements AutoCloseable {

    /// Length in bytes.
    public static final int LENGTH = 32;

    private final byte[] bytes;
    private volatile boolean closed;

    private BatchSeed(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A batch seed has %d bytes, got %d".formatted(LENGTH, bytes.length));
        }
        this.bytes = bytes;
    }

    /// Takes a copy of 32 random bytes.
    public static BatchSeed of(byte[] bytes) {
        return new BatchSeed(bytes.clone());
    }

    /// The only way to the raw bytes, which are not copied.
    byte[] exposeBytes() {
        if (closed) {
            throw new IllegalStateException("The seed was wiped");
        }
        return bytes;
    }

    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "BatchSeed[redacted]";
    }
}
