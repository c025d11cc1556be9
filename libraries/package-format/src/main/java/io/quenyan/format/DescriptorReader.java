package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads a descriptor from its JSON. The parts that may be long are taken from where they lie in the text.
final class DescriptorReader {

    private static final Set<String> MEMBERS = Set.of(
            "wrapper_version",
            "payload_version",
            "payload_features",
            "metadata",
            "salt",
            "nonce",
            "sections",
            "legacy");
    private static final Set<String> SECTIONS = Set.of(
            "stream_header", "compression", "tokens", "string_table", "payloads", "payload_channels", "source_map");
    private static final Set<String> STREAM = Set.of(
            "dictionary_version",
            "encoder_version",
            "source_language",
            "source_language_version",
            "symbol_count",
            "source_hash",
            "has_source_map");
    private static final Set<String> COMPRESSION = Set.of("backend", "symbol_count", "model", "extras");

    private final JsonMembers descriptor;

    private DescriptorReader(JsonMembers descriptor) {
        this.descriptor = descriptor;
    }

    static Descriptor read(byte[] json) {
        Slice text = new Slice(json, 0, json.length);
        return new DescriptorReader(JsonMembers.of("The descriptor", text, MEMBERS)).descriptor();
    }

    private Descriptor descriptor() {
        FormatVersion wrapperVersion = version("wrapper_version");
        FormatVersion payloadVersion = version("payload_version");
        JsonNode named = descriptor.value("metadata");
        ObjectNode metadata =
                named == null ? JsonNodeFactory.instance.objectNode() : DescriptorJson.object("metadata", named);
        Salt salt = descriptor.present("salt") == null ? null : Salt.of(descriptor.bytes("salt", 0));
        byte[] nonce = nonce();
        Payload payload = payload(members(descriptor, "sections", SECTIONS), metadata);
        List<String> names = featureNames();
        Set<Feature> features = names.isEmpty() ? payload.features() : Feature.named(names);
        JsonNode legacy = descriptor.value("legacy");
        boolean isLegacy = legacy != null && legacy.asBoolean(false);
        return new Descriptor(wrapperVersion, payloadVersion, features, metadata, payload, salt, nonce, isLegacy);
    }

    private static Payload payload(JsonMembers sections, ObjectNode metadata) {
        StreamHeader stream = stream(members(sections, "stream_header", STREAM));
        JsonMembers compression = members(sections, "compression", COMPRESSION);
        Slice extras = compression.present("extras");
        Slice payloads = sections.slice("payloads");
        byte[] sourceMap = sections.present("source_map") == null ? new byte[0] : sections.bytes("source_map", 0);
        return new Payload(
                        stream,
                        DescriptorJson.text("backend", required(compression, "backend")),
                        DescriptorJson.count("symbol_count", required(compression, "symbol_count")),
                        JsonBytes.of("The model", requiredSlice(compression, "model")),
                        extras == null
                                ? JsonBytes.EMPTY_OBJECT
                                : JsonBytes.of("The extras", extras).requireObject("extras"),
                        sections.bytes("tokens", 0),
                        sections.bytes("string_table", 0),
                        payloads == null ? JsonBytes.EMPTY_OBJECT : JsonBytes.of("The records", payloads),
                        channels(sections),
                        sourceMap.length == 0 ? null : sourceMap,
                        metadata)
                .withinBudget();
    }

    private static StreamHeader stream(JsonMembers stream) {
        String dictionary = textOrEmpty(stream, "dictionary_version");
        JsonNode symbols = stream.present("symbol_count") == null ? null : stream.value("symbol_count");
        JsonNode hasSourceMap = stream.value("has_source_map");
        return new StreamHeader(
                dictionary.isEmpty() ? "1.0" : dictionary,
                textOrEmpty(stream, "encoder_version"),
                textOrEmpty(stream, "source_language"),
                textOrEmpty(stream, "source_language_version"),
                symbols == null ? 0 : DescriptorJson.count("symbol_count", symbols),
                textOrEmpty(stream, "source_hash"),
                hasSourceMap != null && hasSourceMap.asBoolean(false));
    }

    private static SortedMap<Integer, JsonBytes> channels(JsonMembers sections) {
        SortedMap<Integer, JsonBytes> channels = new TreeMap<>();
        if (sections.present("payload_channels") == null) {
            return channels;
        }
        JsonMembers named = members(sections, "payload_channels", Set.copyOf(Payload.CHANNELS));
        for (int i = 0; i < Payload.CHANNELS.size(); i++) {
            Slice channel = named.present(Payload.CHANNELS.get(i));
            if (channel != null) {
                channels.put(Section.FIRST_CHANNEL + i, JsonBytes.of("A channel", channel));
            }
        }
        return channels;
    }

    private FormatVersion version(String name) {
        JsonNode version = descriptor.value(name);
        if (version == null) {
            return FormatVersion.CURRENT;
        }
        if (!version.isTextual()) {
            throw new PackageException(ErrorCode.BAD_VERSION, "%s must be text".formatted(name));
        }
        return FormatVersion.parse(version.textValue());
    }

    private byte @Nullable [] nonce() {
        if (descriptor.present("nonce") == null) {
            return null;
        }
        byte[] nonce = descriptor.bytes("nonce", 0);
        if (nonce.length != SealingMaterial.NONCE_LENGTH) {
            throw new PackageException(ErrorCode.BAD_NONCE, "A nonce has 12 bytes, got %d".formatted(nonce.length));
        }
        return nonce;
    }

    private List<String> featureNames() {
        List<String> names = new ArrayList<>();
        JsonNode node = descriptor.present("payload_features") == null ? null : descriptor.value("payload_features");
        if (node == null) {
            return names;
        }
        if (!node.isArray()) {
            throw new PackageException(ErrorCode.BAD_WRAPPER, "payload_features must be an array");
        }
        node.forEach(name -> names.add(DescriptorJson.text("payload_features", name)));
        return names;
    }

    private static JsonMembers members(JsonMembers object, String name, Set<String> known) {
        return JsonMembers.of(name, requiredSlice(object, name), known);
    }

    private static JsonNode required(JsonMembers object, String name) {
        JsonNode value = object.value(name);
        if (value == null) {
            throw new PackageException(ErrorCode.MISSING_FIELD, "%s is missing".formatted(name));
        }
        return value;
    }

    private static Slice requiredSlice(JsonMembers object, String name) {
        Slice slice = object.slice(name);
        if (slice == null) {
            throw new PackageException(ErrorCode.MISSING_FIELD, "%s is missing".formatted(name));
        }
        return slice;
    }

    private static String textOrEmpty(JsonMembers object, String name) {
        return object.present(name) == null ? "" : DescriptorJson.text(name, required(object, name));
    }
}
