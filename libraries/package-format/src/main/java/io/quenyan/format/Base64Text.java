package io.quenyan.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// Base64 in the standard alphabet with padding and nothing else (RFC 4648, section 4). Long texts are worked off in
/// pieces, from array to array, because the JDK has no method for parts of arrays.
final class Base64Text {

    /// Bytes in a piece, a multiple of 3.
    private static final int PIECE = 384;

    private static final int TEXT_PIECE = PIECE / 3 * 4;

    private Base64Text() {}

    /// Length of the text of `length` bytes.
    static int textLength(int length) {
        return Math.multiplyExact(Math.ceilDiv(length, 3), 4);
    }

    /// Encodes `length` bytes. The text may take the place of bytes that were read before.
    static void encode(byte[] bytes, int from, int length, byte[] text, int at) {
        byte[] piece = new byte[Math.min(length, PIECE)];
        byte[] encoded = new byte[textLength(piece.length)];
        int to = at;
        for (int done = 0; done < length; done += PIECE) {
            int size = Math.min(PIECE, length - done);
            byte[] source = size == piece.length ? piece : new byte[size];
            System.arraycopy(bytes, from + done, source, 0, size);
            int written = Base64.getEncoder().encode(source, encoded);
            System.arraycopy(encoded, 0, text, to, written);
            to += written;
        }
    }

    /// @param what named in the error
    /// @throws PackageException `BAD_BASE64` for anything outside the alphabet, line breaks, or wrong padding
    static byte[] decode(String what, String text) {
        byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
        return decode(what, ascii, 0, ascii.length, 0);
    }

    /// Decodes `length` bytes of `text`.
    ///
    /// @param room bytes to leave free after the decoded ones
    static byte[] decode(String what, byte[] text, int from, int length, int room) {
        if (length % 4 != 0) {
            throw malformed(what);
        }
        int padding = length == 0 ? 0 : padding(text, from + length);
        int size = length / 4 * 3 - padding;
        byte[] decoded = new byte[size + room];
        byte[] piece = new byte[Math.min(length, TEXT_PIECE)];
        byte[] bytes = new byte[piece.length / 4 * 3];
        int at = 0;
        for (int done = 0; done < length; done += TEXT_PIECE) {
            int some = Math.min(TEXT_PIECE, length - done);
            byte[] source = some == piece.length ? piece : new byte[some];
            System.arraycopy(text, from + done, source, 0, some);
            at = append(what, source, bytes, decoded, at, size);
        }
        if (at != size || !canonicalEnd(text, from + length, decoded, size)) {
            throw malformed(what);
        }
        return decoded;
    }

    private static int append(String what, byte[] source, byte[] bytes, byte[] decoded, int at, int size) {
        try {
            int written = Base64.getDecoder().decode(source, bytes);
            if (at + written > size) {
                throw malformed(what);
            }
            System.arraycopy(bytes, 0, decoded, at, written);
            return at + written;
        } catch (IllegalArgumentException e) {
            throw malformed(what);
        }
    }

    private static int padding(byte[] text, int end) {
        return text[end - 1] != '=' ? 0 : text[end - 2] != '=' ? 1 : 2;
    }

    /// Two texts must not mean the same bytes: the unused bits of the last group are zero.
    private static boolean canonicalEnd(byte[] text, int end, byte[] decoded, int size) {
        if (size == 0) {
            return true;
        }
        int last = size % 3 == 0 ? 3 : size % 3;
        byte[] again = Base64.getEncoder().encode(Arrays.copyOfRange(decoded, size - last, size));
        return Arrays.equals(again, 0, 4, text, end - 4, end);
    }

    private static PackageException malformed(String what) {
        return new PackageException(
                ErrorCode.BAD_BASE64, "%s is not Base64 in the standard alphabet with padding".formatted(what));
    }
}
