package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Writes a JSON tree in one of the styles of [CanonicalJson]. It goes over the tree twice, first to learn the
/// length, so that the text is written once, into the array where it belongs.
final class JsonText {

    /// Whose habits are followed.
    enum Style {
        PYTHON,
        /// As Python, but members stay in the order in which they are.
        PYTHON_UNSORTED,
        JAVASCRIPT,
        RUST
    }

    /// The value holds what this style cannot write: half of a surrogate pair, or an integer beyond all doubles.
    static final class UnwritableException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final String HEX = "0123456789abcdef";
    private static final Comparator<String> BY_CODE_POINT = JsonText::compareCodePoints;

    private final Style style;
    private final ByteSink out;

    JsonText(Style style, ByteSink out) {
        this.style = style;
        this.out = out;
    }

    static byte[] of(Style style, JsonNode value) {
        byte[] text = new byte[length(style, value)];
        write(style, value, text, 0);
        return text;
    }

    /// The length in bytes of what [#write] writes.
    static int length(Style style, JsonNode value) {
        ByteSink count = ByteSink.counting();
        new JsonText(style, count).append(value);
        return count.size();
    }

    static void write(Style style, JsonNode value, byte[] out, int at) {
        new JsonText(style, ByteSink.into(out, at)).append(value);
    }

    private void append(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> appendObject((ObjectNode) value);
            case ARRAY -> appendArray(value);
            case STRING -> appendString(value.textValue());
            case NUMBER -> out.put(number(value));
            case BOOLEAN -> out.put(value.booleanValue() ? "true" : "false");
            case NULL -> out.put("null");
            case POJO -> appendReady(value);
            case BINARY, MISSING -> throw new IllegalArgumentException("No JSON: " + value.getNodeType());
        }
    }

    /// What is canonical already is written as it is.
    private void appendReady(JsonNode value) {
        byte[] ready = ((JsonBytes) ((POJONode) value).getPojo()).bytes();
        out.put(ready, 0, ready.length);
    }

    private void appendObject(ObjectNode object) {
        char separator = '{';
        for (Map.Entry<String, JsonNode> member : members(object)) {
            out.put(separator);
            appendString(member.getKey());
            out.put(':');
            append(member.getValue());
            separator = ',';
        }
        out.put(object.isEmpty() ? "{}" : "}");
    }

    private Iterable<Map.Entry<String, JsonNode>> members(ObjectNode object) {
        if (style == Style.PYTHON_UNSORTED || object.size() < 2) {
            return object.properties();
        }
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        members.sort(Map.Entry.comparingByKey(style == Style.JAVASCRIPT ? Comparator.naturalOrder() : BY_CODE_POINT));
        return members;
    }

    private void appendArray(JsonNode array) {
        out.put('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            append(array.get(i));
        }
        out.put(']');
    }

    private String number(JsonNode number) {
        boolean negativeZero = number.isFloat();
        return switch (style) {
            case PYTHON, PYTHON_UNSORTED -> negativeZero ? "0" : python(number);
            case JAVASCRIPT -> javaScript(number.doubleValue());
            case RUST ->
                number.isIntegralNumber() && JsonNumbers.fitsRustInteger(number.bigIntegerValue())
                        ? number.asText()
                        : rust(number.doubleValue());
        };
    }

    private static String javaScript(double number) {
        return Double.isInfinite(number) ? "null" : JsonNumbers.javaScript(number);
    }

    private static String rust(double number) {
        if (Double.isInfinite(number)) {
            throw new UnwritableException();
        }
        return JsonNumbers.rust(number);
    }

    private static String python(JsonNode number) {
        return number.isIntegralNumber() ? number.asText() : JsonNumbers.python(number.doubleValue());
    }

    void appendString(String text) {
        out.put('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.put("\\\"");
                case '\\' -> out.put("\\\\");
                case '\b' -> out.put("\\b");
                case '\t' -> out.put("\\t");
                case '\n' -> out.put("\\n");
                case '\f' -> out.put("\\f");
                case '\r' -> out.put("\\r");
                default -> {
                    if (c >= ' ' && c <= '~') {
                        out.put(c);
                    } else {
                        i += appendOther(text, i, c);
                    }
                }
            }
        }
        out.put('"');
    }

    /// @return how many characters were taken besides `c`
    private int appendOther(String text, int index, char c) {
        if (c < ' ' || style == Style.PYTHON || style == Style.PYTHON_UNSORTED) {
            appendEscape(c);
            return 0;
        }
        int codePoint = text.codePointAt(index);
        if (codePoint <= 0xFFFF && Character.isSurrogate(c)) {
            if (style == Style.RUST) {
                throw new UnwritableException();
            }
            appendEscape(c);
            return 0;
        }
        appendUtf8(codePoint);
        return Character.charCount(codePoint) - 1;
    }

    private void appendEscape(char c) {
        out.put("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.put(HEX.charAt((c >> shift) & 0xF));
        }
    }

    private void appendUtf8(int codePoint) {
        if (codePoint < 0x80) {
            out.put((char) codePoint);
        } else if (codePoint < 0x800) {
            out.put((char) (0xC0 | codePoint >> 6));
            out.put(continuation(codePoint));
        } else if (codePoint < 0x10000) {
            out.put((char) (0xE0 | codePoint >> 12));
            out.put(continuation(codePoint >> 6));
            out.put(continuation(codePoint));
        } else {
            out.put((char) (0xF0 | codePoint >> 18));
            out.put(continuation(codePoint >> 12));
            out.put(continuation(codePoint >> 6));
            out.put(continuation(codePoint));
        }
    }

    private static char continuation(int bits) {
        return (char) (0x80 | (bits & 0x3F));
    }

    /// Sorts as code points do, not as UTF-16 units.
    static int compareCodePoints(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above every other char, though its number is smaller.
                boolean above = Character.isSurrogate(x);
                return above == Character.isSurrogate(y) ? Character.compare(x, y) : above ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
