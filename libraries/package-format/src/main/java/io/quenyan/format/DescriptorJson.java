package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The JSON of a descriptor, both ways.
final class DescriptorJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long MOST_COUNT = 0xFFFF_FFFFL;

    private DescriptorJson() {}

    /// @param body how the parts that may be long become nodes
    static ObjectNode sections(Payload payload, Function<JsonBytes, JsonNode> body) {
        ObjectNode sections = NODES.objectNode();
        StreamHeader stream = payload.stream();
        sections.putObject("stream_header")
                .put("dictionary_version", stream.dictionaryVersion())
                .put("encoder_version", stream.encoderVersion())
                .put("source_language", stream.sourceLanguage())
                .put("source_language_version", stream.sourceLanguageVersion())
                .put("symbol_count", stream.symbolCount())
                .put("source_hash", stream.sourceHash())
                .put("has_source_map", stream.hasSourceMap());
        ObjectNode compression = sections.putObject("compression")
                .put("backend", payload.backend())
                .put("symbol_count", payload.compressedSymbols());
        compression.set("model", body.apply(payload.model()));
        compression.set("extras", body.apply(payload.extras()));
        sections.put("tokens", Base64.getEncoder().encodeToString(payload.tokens()));
        sections.put("string_table", Base64.getEncoder().encodeToString(payload.stringTable()));
        sections.set("payloads", body.apply(payload.payloads()));
        if (!payload.channels().isEmpty()) {
            ObjectNode channels = sections.putObject("payload_channels");
            for (Map.Entry<Integer, JsonBytes> channel : payload.channels().entrySet()) {
                channels.set(
                        Payload.CHANNELS.get(channel.getKey() - Section.FIRST_CHANNEL), body.apply(channel.getValue()));
            }
        }
        if (payload.sourceMap() != null) {
            sections.put("source_map", Base64.getEncoder().encodeToString(payload.sourceMap()));
        }
        return sections;
    }

    static byte @Nullable [] sourceMap(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        byte[] sourceMap = bytes("source_map", node);
        return sourceMap.length == 0 ? null : sourceMap;
    }

    static JsonNode required(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            throw new PackageException(ErrorCode.MISSING_FIELD, "%s is missing".formatted(name));
        }
        return value;
    }

    static String textOrEmpty(ObjectNode object, String name) {
        JsonNode value = present(object.get(name));
        return value == null ? "" : text(name, value);
    }

    static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw shape(name, "text");
        }
        return value.textValue();
    }

    static byte[] bytes(String name, JsonNode value) {
        return Base64Text.decode(name, text(name, value));
    }

    static long count(String name, JsonNode value) {
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > MOST_COUNT) {
            throw new PackageException(
                    ErrorCode.BAD_COUNT, "%s must be an integer from 0 to 4294967295".formatted(name));
        }
        return value.longValue();
    }

    static ObjectNode object(String name, JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw shape(name, "an object");
    }

    /// A `null` counts as absent.
    static @Nullable JsonNode present(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node;
    }

    private static PackageException shape(String name, String form) {
        return new PackageException(ErrorCode.BAD_WRAPPER, "%s must be %s".formatted(name, form));
    }
}
