package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The JSON of a descriptor, both ways.
final class DescriptorJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long MOST_COUNT = 0xFFFF_FFFFL;

    private DescriptorJson() {}

    static Descriptor read(JsonNode root) {
        ObjectNode descriptor = object("The descriptor", root);
        FormatVersion wrapperVersion = version(descriptor, "wrapper_version");
        FormatVersion payloadVersion = version(descriptor, "payload_version");
        ObjectNode metadata =
                descriptor.has("metadata") ? object("metadata", descriptor.get("metadata")) : NODES.objectNode();
        Salt salt = salt(present(descriptor.get("salt")));
        byte[] nonce = nonce(present(descriptor.get("nonce")));
        Payload payload = payload(object("sections", required(descriptor, "sections")), metadata);
        List<String> named = names(present(descriptor.get("payload_features")));
        Set<Feature> features = named.isEmpty() ? payload.features() : Feature.named(named);
        boolean legacy = descriptor.path("legacy").asBoolean(false);
        return new Descriptor(wrapperVersion, payloadVersion, features, metadata, payload, salt, nonce, legacy);
    }

    static ObjectNode sections(Payload payload) {
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
        compression.set("model", payload.model());
        compression.set("extras", payload.extras());
        sections.put("tokens", Base64.getEncoder().encodeToString(payload.tokens()));
        sections.put("string_table", Base64.getEncoder().encodeToString(payload.stringTable()));
        sections.set("payloads", payload.payloads());
        if (!payload.channels().isEmpty()) {
            ObjectNode channels = sections.putObject("payload_channels");
            for (Map.Entry<Integer, JsonNode> channel : payload.channels().entrySet()) {
                channels.set(Payload.CHANNELS.get(channel.getKey() - Section.FIRST_CHANNEL), channel.getValue());
            }
        }
        if (payload.sourceMap() != null) {
            sections.put("source_map", Base64.getEncoder().encodeToString(payload.sourceMap()));
        }
        return sections;
    }

    private static Payload payload(ObjectNode sections, ObjectNode metadata) {
        ObjectNode compression = object("compression", required(sections, "compression"));
        JsonNode payloads = sections.get("payloads");
        JsonNode extras = present(compression.get("extras"));
        return new Payload(
                        streamHeader(object("stream_header", required(sections, "stream_header"))),
                        text("backend", required(compression, "backend")),
                        count("symbol_count", required(compression, "symbol_count")),
                        required(compression, "model"),
                        extras == null ? NODES.objectNode() : object("extras", extras),
                        bytes("tokens", required(sections, "tokens")),
                        bytes("string_table", required(sections, "string_table")),
                        payloads == null ? NODES.objectNode() : payloads,
                        channels(present(sections.get("payload_channels"))),
                        sourceMap(present(sections.get("source_map"))),
                        metadata)
                .withinBudget();
    }

    private static StreamHeader streamHeader(ObjectNode stream) {
        String dictionary = textOrEmpty(stream, "dictionary_version");
        JsonNode symbols = present(stream.get("symbol_count"));
        return new StreamHeader(
                dictionary.isEmpty() ? "1.0" : dictionary,
                textOrEmpty(stream, "encoder_version"),
                textOrEmpty(stream, "source_language"),
                textOrEmpty(stream, "source_language_version"),
                symbols == null ? 0 : count("symbol_count", symbols),
                textOrEmpty(stream, "source_hash"),
                stream.path("has_source_map").asBoolean(false));
    }

    private static SortedMap<Integer, JsonNode> channels(@Nullable JsonNode node) {
        SortedMap<Integer, JsonNode> channels = new TreeMap<>();
        if (node == null) {
            return channels;
        }
        ObjectNode named = object("payload_channels", node);
        for (int i = 0; i < Payload.CHANNELS.size(); i++) {
            JsonNode channel = present(named.get(Payload.CHANNELS.get(i)));
            if (channel != null) {
                channels.put(Section.FIRST_CHANNEL + i, channel);
            }
        }
        return channels;
    }

    static byte @Nullable [] sourceMap(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        byte[] sourceMap = bytes("source_map", node);
        return sourceMap.length == 0 ? null : sourceMap;
    }

    private static FormatVersion version(ObjectNode descriptor, String name) {
        JsonNode version = descriptor.get(name);
        if (version == null) {
            return FormatVersion.CURRENT;
        }
        if (!version.isTextual()) {
            throw new PackageException(ErrorCode.BAD_VERSION, "%s must be text".formatted(name));
        }
        return FormatVersion.parse(version.textValue());
    }

    private static @Nullable Salt salt(@Nullable JsonNode node) {
        return node == null ? null : Salt.of(bytes("salt", node));
    }

    private static byte @Nullable [] nonce(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        byte[] nonce = bytes("nonce", node);
        if (nonce.length != SealingMaterial.NONCE_LENGTH) {
            throw new PackageException(ErrorCode.BAD_NONCE, "A nonce has 12 bytes, got %d".formatted(nonce.length));
        }
        return nonce;
    }

    private static List<String> names(@Nullable JsonNode node) {
        List<String> names = new ArrayList<>();
        if (node == null) {
            return names;
        }
        if (!node.isArray()) {
            throw shape("payload_features", "an array");
        }
        node.forEach(name -> names.add(text("payload_features", name)));
        return names;
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
