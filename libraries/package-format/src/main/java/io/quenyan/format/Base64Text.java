package io.quenyan.format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Base64 in the standard alphabet with padding and nothing else (RFC 4648, section 4).
final class Base64Text {

    private Base64Text() {}

    /// @param what named in the error
    /// @throws PackageException `BAD_BASE64` for anything outside the alphabet, line breaks, or wrong padding
    static byte[] decode(String what, String text) {
        return decode(what, text.getBytes(StandardCharsets.ISO_8859_1), text);
    }

    static byte[] decode(String what, byte[] ascii) {
        return decode(what, ascii, null);
    }

    private static byte[] decode(String what, byte[] latin1, @org.jspecify.annotations.Nullable String text) {
        boolean oneByteEach = text == null || text.length() == latin1.length && isLatin1(text);
        if (latin1.length % 4 != 0 || !oneByteEach) {
            throw new PackageException(ErrorCode.BAD_BASE64, "%s is not Base64 with padding".formatted(what));
        }
        try {
            byte[] decoded = Base64.getDecoder().decode(latin1);
            if (!canonicalEnd(latin1, decoded)) {
                throw new PackageException(
                        ErrorCode.BAD_BASE64, "%s has bits after the end of its Base64".formatted(what));
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw new PackageException(ErrorCode.BAD_BASE64, "%s is not Base64 in the standard alphabet".formatted(what));
        }
    }

    private static boolean isLatin1(String text) {
        return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
    }

    /// Two texts must not mean the same bytes: the unused bits of the last group are zero.
    private static boolean canonicalEnd(byte[] text, byte[] decoded) {
        if (text.length == 0) {
            return true;
        }
        int last = decoded.length % 3 == 0 ? 3 : decoded.length % 3;
        byte[] tail = java.util.Arrays.copyOfRange(decoded, decoded.length - last, decoded.length);
        byte[] again = Base64.getEncoder().encode(tail);
        return java.util.Arrays.equals(again, 0, 4, text, text.length - 4, text.length);
    }
}
