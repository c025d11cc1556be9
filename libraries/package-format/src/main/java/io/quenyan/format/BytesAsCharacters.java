package io.quenyan.format;

import java.io.Reader;

/// Takes each byte of a part of an array for a character.
final class BytesAsCharacters extends Reader {

    private final byte[] bytes;
    private final int end;
    private int at;

    BytesAsCharacters(byte[] bytes, int from, int length) {
        this.bytes = bytes;
        this.at = from;
        this.end = from + length;
    }

    @Override
    public int read(char[] buffer, int offset, int length) {
        if (at == end) {
            return -1;
        }
        int size = Math.min(length, end - at);
        for (int i = 0; i < size; i++) {
            buffer[offset + i] = (char) (bytes[at + i] & 0xFF);
        }
        at += size;
        return size;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
