package io.quenyan.format;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/// Whether bytes are UTF-8 (RFC 3629): no overlong forms, no halves of surrogate pairs. JSON parsers let those pass.
final class Utf8 {

    private Utf8() {}

    static boolean valid(byte[] bytes, int from, int length) {
        int end = from + length;
        int at = from;
        while (at < end && bytes[at] >= 0) {
            at++;
        }
        return at == end || decodes(ByteBuffer.wrap(bytes, at, end - at));
    }

    private static boolean decodes(ByteBuffer rest) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer sink = CharBuffer.allocate(Math.min(rest.remaining(), 8 * 1024));
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            sink.clear();
            result = decoder.decode(rest, sink, true);
        }
        return !result.isError();
    }
}
