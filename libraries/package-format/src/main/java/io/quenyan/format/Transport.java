package io.quenyan.format;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// In which of its forms a package came.
enum Transport {
    /// A frame with a header of 16 bytes: what is written.
    FRAME,
    /// A frame with the older header of 12 bytes.
    OLD_FRAME,
    /// A JSON object without a frame, of the first releases.
    LEGACY_JSON;

    private static final byte[] BASE64_MAGIC = "UVlOMQ".getBytes(StandardCharsets.US_ASCII);

    /// A package without its Base64.
    ///
    /// @param base64 whether it came as Base64
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Found(Transport transport, boolean base64, byte[] data) {}

    /// Finds the form by the first bytes, and undoes Base64.
    ///
    /// @throws PackageException `BUDGET_EXCEEDED`, `BAD_BASE64`, or `BAD_JSON` if it is in none of the forms
    static Found find(byte[] input) {
        Limits.check("A package file", input.length, Limits.PACKAGE_FILE);
        int from = 0;
        int to = input.length;
        while (from < to && whitespace(input[from])) {
            from++;
        }
        if (begins(input, from, BASE64_MAGIC)) {
            while (whitespace(input[to - 1])) {
                to--;
            }
            byte[] data = Base64Text.decode("The package", input, from, to - from, 0);
            return new Found(frame(data), true, data);
        }
        if (from < to && input[from] == '{') {
            return new Found(LEGACY_JSON, false, input);
        }
        if (looksFramed(input)) {
            return new Found(frame(input), false, input);
        }
        throw new PackageException(ErrorCode.BAD_JSON, "This is no package: neither a frame, nor Base64, nor JSON");
    }

    private static Transport frame(byte[] data) {
        return Frame.Kind.WRAPPER.begins(data) && Frame.isOld(data) ? OLD_FRAME : FRAME;
    }

    /// A frame, the beginning of one, or one in all but its magic: the frame's own checks tell what is wrong.
    private static boolean looksFramed(byte[] data) {
        return Frame.Kind.WRAPPER.begins(data) || Frame.Kind.WRAPPER.beginsWith(data) || lengthFits(data);
    }

    private static boolean lengthFits(byte[] data) {
        int around = Frame.HEADER + Frame.CRC;
        return data.length >= around
                && Integer.toUnsignedLong(ByteBuffer.wrap(data).getInt(12)) == data.length - around;
    }

    private static boolean begins(byte[] data, int from, byte[] prefix) {
        return data.length - from >= prefix.length
                && Arrays.equals(data, from, from + prefix.length, prefix, 0, prefix.length);
    }

    private static boolean whitespace(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
