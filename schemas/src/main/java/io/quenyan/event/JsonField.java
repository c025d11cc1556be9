package io.quenyan.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Values of JSON as values of Avro fields. Nothing is converted: a number in quotes is no number.
final class JsonField {

    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private JsonField() {}

    /// Returns the value of the field `name`; null and absent are the same.
    ///
    /// @throws MalformedJsonException if it is not of that schema; the message names the field and its form
    static @Nullable Object value(String name, Schema schema, @Nullable JsonNode node) throws MalformedJsonException {
        if (schema.getType() == Schema.Type.UNION) {
            return node == null || node.isNull()
                    ? null
                    : value(name, schema.getTypes().get(1), node);
        }
        if (node == null || node.isNull()) {
            throw new MalformedJsonException(name + " is missing");
        }
        return switch (schema.getType()) {
            case STRING -> text(name, node);
            case BOOLEAN -> {
                require(node.isBoolean(), name, "true or false");
                yield node.booleanValue();
            }
            case INT -> {
                require(node.isIntegralNumber() && node.canConvertToInt(), name, "a whole number of 32 bits");
                yield node.intValue();
            }
            case LONG -> {
                if (schema.getLogicalType() != null) {
                    yield time(name, node);
                }
                require(node.isIntegralNumber() && node.canConvertToLong(), name, "a whole number of 64 bits");
                yield node.longValue();
            }
            case ARRAY -> texts(name, node);
            default -> throw new IllegalStateException("Requests have no field of type " + schema.getType());
        };
    }

    /// Stands for a value that could not be read.
    static @Nullable Object none(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "";
            case BOOLEAN -> false;
            case INT -> 0;
            case LONG -> schema.getLogicalType() == null ? (Object) 0L : Instant.EPOCH;
            case ARRAY -> List.of();
            default -> null;
        };
    }

    /// Returns a time of RFC 3339, cut to the millisecond.
    static Instant time(String name, JsonNode node) throws MalformedJsonException {
        require(node.isTextual() && TIME.matcher(node.textValue()).matches(), name, "a time of RFC 3339");
        try {
            return OffsetDateTime.parse(node.textValue()).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            throw new MalformedJsonException(name + " must be a time of RFC 3339 that exists");
        }
    }

    private static List<String> texts(String name, JsonNode node) throws MalformedJsonException {
        require(node.isArray(), name, "a list of texts");
        List<String> texts = new ArrayList<>(node.size());
        for (JsonNode item : node) {
            texts.add(text(name, item));
        }
        return texts;
    }

    private static String text(String name, JsonNode node) throws MalformedJsonException {
        require(isText(node), name, "a text");
        return node.textValue();
    }

    /// JSON can escape half a surrogate pair, which is no character and fits no Avro string.
    static boolean isText(JsonNode node) {
        return node.isTextual() && StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue());
    }

    private static void require(boolean holds, String name, String form) throws MalformedJsonException {
        if (!holds) {
            throw new MalformedJsonException("%s must be %s".formatted(name, form));
        }
    }
}
