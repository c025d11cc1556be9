package io.quenyan.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes what a parser reads in the Python form, without a tree. Members are written as they come; only an
/// object whose names turn out not to be in order is put in order afterwards.
final class Canonicaliser {

    private static final Comparator<String> BY_CODE_POINT = JsonText::compareCodePoints;

    private final JsonParser parser;
    private final ByteSink out;
    private final JsonText text;
    private long weight;

    Canonicaliser(JsonParser parser, int expected) {
        this.parser = parser;
        this.out = ByteSink.growing(expected);
        this.text = new JsonText(JsonText.Style.PYTHON, out);
    }

    byte[] toBytes() {
        return out.toBytes();
    }

    /// The lengths of strings and lists so far, added.
    long weight() {
        return weight;
    }

    /// Writes the value at which the parser stands.
    void value() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new PackageException(ErrorCode.BAD_JSON, "There is no JSON value");
        }
        switch (token) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> {
                String string = parser.getText();
                weight += string.length();
                text.appendString(string);
            }
            case VALUE_NUMBER_INT -> out.put(parser.getText().equals("-0") ? "0" : parser.getText());
            case VALUE_NUMBER_FLOAT -> out.put(JsonNumbers.python(StrictJson.real(parser)));
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> out.put(parser.getText());
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new PackageException(ErrorCode.BAD_JSON, "Unexpected " + token);
        }
    }

    private void array() throws IOException {
        out.put('[');
        boolean first = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!first) {
                out.put(',');
            }
            first = false;
            weight++;
            value();
        }
        out.put(']');
    }

    private void object() throws IOException {
        out.put('{');
        Starts starts = new Starts();
        String before = null;
        boolean inOrder = true;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            inOrder &= follows(before, name);
            if (before != null) {
                out.put(',');
            }
            before = name;
            starts.add(out.size());
            text.appendString(name);
            out.put(':');
            parser.nextToken();
            value();
        }
        if (!inOrder) {
            putInOrder(starts);
        }
        out.put('}');
    }

    private static boolean follows(@Nullable String before, String name) {
        return before == null || BY_CODE_POINT.compare(before, name) < 0;
    }

    /// Sorts the members that begin at `starts`; of equal names the last stays.
    private void putInOrder(Starts starts) {
        int base = starts.at(0);
        int end = out.size();
        byte[] members = out.cut(base);
        Map<String, Slice> sorted = new TreeMap<>(BY_CODE_POINT);
        for (int i = 0; i < starts.count; i++) {
            int from = starts.at(i) - base;
            int to = i + 1 < starts.count ? starts.at(i + 1) - 1 - base : end - base;
            sorted.put(name(members, from), new Slice(members, from, to - from));
        }
        boolean first = true;
        for (Slice member : sorted.values()) {
            if (!first) {
                out.put(',');
            }
            first = false;
            out.put(member.data(), member.from(), member.from() + member.length());
        }
    }

    private static String name(byte[] members, int from) {
        int end = from + 1;
        while (members[end] != '"') {
            end += members[end] == '\\' ? 2 : 1;
        }
        return CanonicalJson.parse(new Slice(members, from, end + 1 - from), ValueBudget.unlimited())
                .textValue();
    }

    /// Offsets at which members begin.
    private static final class Starts {

        private int[] offsets = {};
        private int count;

        void add(int offset) {
            if (count == offsets.length) {
                offsets = Arrays.copyOf(offsets, Math.max(4, count * 2));
            }
            offsets[count++] = offset;
        }

        int at(int index) {
            return offsets[index];
        }
    }
}
