package io.quenyan.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A part of an array, which is not copied.
@SuppressWarnings("ArrayRecordComponent") // a view, never compared
record Slice(byte[] data, int from, int length) {

    boolean contains(char ascii) {
        for (int i = from; i < from + length; i++) {
            if (data[i] == ascii) {
                return true;
            }
        }
        return false;
    }

    byte[] copy() {
        return Arrays.copyOfRange(data, from, from + length);
    }

    /// A part of it as UTF-8, which it must be.
    String text(int start, int size) {
        return new String(data, from + start, size, StandardCharsets.UTF_8);
    }

    boolean begins(char ascii) {
        return length > 0 && data[from] == ascii;
    }
}
