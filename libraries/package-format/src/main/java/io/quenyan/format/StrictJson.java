package io.quenyan.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads JSON from strangers: UTF-8 only, bounded, nothing after the end.
///
/// Jackson's parser of bytes refuses member names with escaped surrogates, lets malformed UTF-8 pass and keeps
/// tables of names. So the bytes are checked here, and its parser of characters is used.
final class StrictJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(1_000)
                    .maxNameLength(64 * 1024)
                    .maxStringLength(Limits.WRAPPER_BODY)
                    .build())
            .build();

    private StrictJson() {}

    /// A parser of the text.
    static JsonParser parser(byte[] utf8, int from, int length) throws IOException {
        requireUtf8(utf8, from, length);
        return JSON.createParser(new String(utf8, from, length, StandardCharsets.UTF_8));
    }

    /// A parser that takes each byte for a character, so that its offsets count bytes. Text other than ASCII comes out
    /// wrong; structure does not.
    static JsonParser structureParser(byte[] utf8, int from, int length) throws IOException {
        requireUtf8(utf8, from, length);
        return JSON.createParser(new BytesAsCharacters(utf8, from, length));
    }

    private static void requireUtf8(byte[] utf8, int from, int length) {
        if (!Utf8.valid(utf8, from, length)) {
            throw new PackageException(ErrorCode.BAD_JSON, "JSON must be UTF-8");
        }
    }

    /// Reads the value at which the parser stands.
    static JsonNode readValue(JsonParser parser, ValueBudget budget) throws IOException {
        budget.take();
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new PackageException(ErrorCode.BAD_JSON, "There is no JSON value");
        }
        return switch (token) {
            case START_OBJECT -> readObject(parser, budget);
            case START_ARRAY -> readArray(parser, budget);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(real(parser));
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new PackageException(ErrorCode.BAD_JSON, "Unexpected " + token);
        };
    }

    /// The bytes of a string that is written with escapes; for text that should be ASCII.
    static byte[] unescape(Slice string) {
        try (JsonParser parser = parser(string.data(), string.from(), string.length())) {
            parser.nextToken();
            return parser.getText().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    static void requireEnd(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new PackageException(ErrorCode.BAD_JSON, "Something follows the JSON value");
        }
    }

    /// Jackson's message repeats the text, which may be secret; only the place is told, and the cause is dropped.
    static PackageException malformed(IOException cause) {
        JsonLocation place = cause instanceof JsonProcessingException json ? json.getLocation() : null;
        String where = place == null ? "" : " at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        return new PackageException(ErrorCode.BAD_JSON, "Not JSON, or too deep or long%s".formatted(where));
    }

    private static ObjectNode readObject(JsonParser parser, ValueBudget budget) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, readValue(parser, budget));
        }
        return object;
    }

    private static ArrayNode readArray(JsonParser parser, ValueBudget budget) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(readValue(parser, budget));
        }
        return array;
    }

    /// `-0` is an integer of its own in Rust's form. It is kept as a float, which no parsed number is otherwise.
    private static JsonNode integer(JsonParser parser) throws IOException {
        if (parser.getText().equals("-0")) {
            return NODES.numberNode(-0.0f);
        }
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    static double real(JsonParser parser) throws IOException {
        double value = parser.getDoubleValue();
        if (Double.isInfinite(value)) {
            throw new PackageException(ErrorCode.BAD_JSON, "A number is too large for a double");
        }
        return value;
    }
}
