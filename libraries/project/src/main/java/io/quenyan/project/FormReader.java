package io.quenyan.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads JSON of a known form piece by piece, so that a big file never becomes a tree. What has another form is an
/// `IllegalArgumentException` that says so.
final class FormReader implements AutoCloseable {

    private static final int MOST_TEXT = 16_384;

    private static final JsonFactory FEW_NAMES = factory(true);

    /// Names are not kept in a table: those of a state are paths, and there are many.
    private static final JsonFactory MANY_NAMES = factory(false);

    private final JsonParser parser;

    private FormReader(JsonParser parser) {
        this.parser = parser;
    }

    private static JsonFactory factory(boolean fewNames) {
        // A name that comes twice is told where there are few; a state's entries are in order, which tells it too.
        JsonFactory factory = JsonFactory.builder()
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, fewNames)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxStringLength(MOST_TEXT)
                        .maxNameLength(MOST_TEXT)
                        .maxNumberLength(20)
                        .build())
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, fewNames)
                .build();
        return new JsonMapper(factory).getFactory();
    }

    /// Stands at the first value.
    static FormReader of(byte[] bytes, int from, int length) throws IOException {
        return at(FEW_NAMES.createParser(bytes, from, length));
    }

    /// The same for an object with as many names as a project has files.
    static FormReader ofManyNames(InputStream in) throws IOException {
        return at(MANY_NAMES.createParser(in));
    }

    private static FormReader at(JsonParser parser) throws IOException {
        parser.nextToken();
        return new FormReader(parser);
    }

    /// What is done with a member, or an element, at which the reader stands.
    interface Member {
        void read(String name) throws IOException;
    }

    void members(Member member) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("an object is expected");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            member.read(name);
        }
    }

    void elements(Member element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("an array is expected");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element.read("");
        }
    }

    /// Passes over a member that is not known.
    void skip() throws IOException {
        parser.skipChildren();
    }

    <T> T value(Class<T> type) throws IOException {
        return parser.readValueAs(type);
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean truth() throws IOException {
        return parser.getBooleanValue();
    }

    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException("text is expected at '%s'".formatted(parser.currentName()));
        }
        return parser.getText();
    }

    @Nullable
    String textOrNull() throws IOException {
        return isNull() ? null : text();
    }

    String sha256() throws IOException {
        String text = text();
        if (!Sha256.isHex(text)) {
            throw new IllegalArgumentException("a digest is not 64 lower-case hex digits");
        }
        return text;
    }

    /// Of 0 or more.
    long number() throws IOException {
        long number = anyNumber();
        if (number < 0) {
            throw new IllegalArgumentException("a number of 0 or more is expected");
        }
        return number;
    }

    long anyNumber() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException("a number is expected at '%s'".formatted(parser.currentName()));
        }
        return parser.getLongValue();
    }

    void end() throws IOException {
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("something follows the value");
        }
    }

    static <T> T present(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("'%s' is missing".formatted(name));
        }
        return value;
    }

    /// What was wrong, without the text around it.
    static String reason(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : String.valueOf(e.getMessage());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
