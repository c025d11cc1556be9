package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Writes a JSON tree in one of the styles of [CanonicalJson].
final class JsonText {

    /// Whose habits are followed.
    enum Style {
        PYTHON,
        JAVASCRIPT,
        RUST
    }

    /// The value holds half of a surrogate pair, which this style cannot write.
    static final class LoneSurrogateException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static final Comparator<String> BY_CODE_POINT = JsonText::compareCodePoints;

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    JsonText(Style style) {
        this.style = style;
    }

    byte[] write(JsonNode value) {
        out.setLength(0);
        append(value);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void append(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> appendObject((ObjectNode) value);
            case ARRAY -> appendArray(value);
            case STRING -> appendString(value.textValue());
            case NUMBER -> appendNumber(value);
            case BOOLEAN -> out.append(value.booleanValue());
            case NULL -> out.append("null");
            case BINARY, MISSING, POJO -> throw new IllegalArgumentException("No JSON: " + value.getNodeType());
        }
    }

    private void appendObject(ObjectNode object) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.size());
        object.properties().forEach(members::add);
        members.sort(Map.Entry.comparingByKey(style == Style.JAVASCRIPT ? Comparator.naturalOrder() : BY_CODE_POINT));
        char separator = '{';
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(separator);
            appendString(member.getKey());
            out.append(':');
            append(member.getValue());
            separator = ',';
        }
        out.append(members.isEmpty() ? "{}" : "}");
    }

    private void appendArray(JsonNode array) {
        out.append('[');
        for (int i = 0; i < array.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(array.get(i));
        }
        out.append(']');
    }

    private void appendNumber(JsonNode number) {
        boolean negativeZero = number.isFloat();
        out.append(
                switch (style) {
                    case PYTHON ->
                        negativeZero
                                ? "0"
                                : number.isIntegralNumber()
                                        ? number.bigIntegerValue().toString()
                                        : JsonNumbers.python(number.doubleValue());
                    case JAVASCRIPT -> JsonNumbers.javaScript(number.doubleValue());
                    case RUST ->
                        number.isIntegralNumber() && JsonNumbers.fitsRustInteger(number.bigIntegerValue())
                                ? number.bigIntegerValue().toString()
                                : JsonNumbers.rust(number.doubleValue());
                });
    }

    private void appendString(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> appendCharacter(text, i, c);
            }
        }
        out.append('"');
    }

    private void appendCharacter(String text, int index, char c) {
        if (c < ' ' || (style == Style.PYTHON && c > '~')) {
            appendEscape(c);
        } else if (Character.isSurrogate(c) && !paired(text, index)) {
            if (style == Style.RUST) {
                throw new LoneSurrogateException();
            }
            appendEscape(c);
        } else {
            out.append(c);
        }
    }

    private void appendEscape(char c) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((c >> shift) & 0xF, 16));
        }
    }

    private static boolean paired(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                ? index + 1 < text.length() && Character.isLowSurrogate(text.charAt(index + 1))
                : index > 0 && Character.isHighSurrogate(text.charAt(index - 1));
    }

    private static int compareCodePoints(String a, String b) {
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
