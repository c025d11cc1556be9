package io.quenyan.format;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Where text goes byte by byte: nowhere but into a count, into an array that has the room, or into one that grows.
final class ByteSink {

    private byte @Nullable [] buffer;
    private int size;

    private ByteSink(byte @Nullable [] buffer, int size) {
        this.buffer = buffer;
        this.size = size;
    }

    static ByteSink counting() {
        return new ByteSink(null, 0);
    }

    static ByteSink into(byte[] buffer, int at) {
        return new ByteSink(buffer, at);
    }

    /// @param expected bytes for which there is room before it must grow
    static ByteSink growing(int expected) {
        return new ByteSink(new byte[Math.max(expected, 16)], 0);
    }

    int size() {
        return size;
    }

    void put(char oneByte) {
        if (buffer != null) {
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.multiplyExact(size, 2));
            }
            buffer[size] = (byte) oneByte;
        }
        size = Math.addExact(size, 1);
    }

    void put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    void put(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            put((char) (bytes[i] & 0xFF));
        }
    }

    /// Takes back what came after the first `kept` bytes.
    byte[] cut(int kept) {
        byte[] rest = buffer == null ? new byte[0] : Arrays.copyOfRange(buffer, kept, size);
        size = kept;
        return rest;
    }

    /// What a growing one holds.
    byte[] toBytes() {
        if (buffer == null) {
            throw new IllegalStateException("Only counted");
        }
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }
}
