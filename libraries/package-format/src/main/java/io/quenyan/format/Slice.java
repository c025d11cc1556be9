package io.quenyan.format;

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

    boolean begins(char ascii) {
        return length > 0 && data[from] == ascii;
    }
}
