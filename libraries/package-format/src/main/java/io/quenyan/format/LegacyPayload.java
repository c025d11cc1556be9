package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The JSON document that legacy packages have in place of a payload frame. Versions 1.0 keep their compression
/// model in `table`; later ones have a `compression` object.
final class LegacyPayload {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final List<String> REQUIRED_METADATA = List.of(
            "package_version",
            "dictionary_version",
            "encoder_version",
            "source_language",
            "source_language_version",
            "source_hash",
            "compression_backend",
            "compression_model_digest",
            "symbol_count");

    private static final Set<String> DICTIONARIES = Set.of("1.0", "1.0.0", "1.1", "1.1.0", "1.2", "1.2.0");
    private static final Set<String> BACKENDS = Set.of("rans", "chunked-rans", "fse", "fse-production", "identity");

    private final ObjectNode document;
    private final ObjectNode metadata;

    private LegacyPayload(ObjectNode document, ObjectNode metadata) {
        this.document = document;
        this.metadata = metadata;
    }

    /// @throws PackageException `MISSING_FIELD` if one of the nine that every legacy metadata has is absent
    static ObjectNode requireFields(ObjectNode metadata) {
        for (String name : REQUIRED_METADATA) {
            if (!metadata.has(name)) {
                throw new PackageException(ErrorCode.MISSING_FIELD, "metadata has no %s".formatted(name));
            }
        }
        return metadata;
    }

    /// The descriptor of an opened wrapper.
    static Descriptor descriptor(Wrapper wrapper) {
        ObjectNode document = DescriptorJson.object(
                "The payload",
                CanonicalJson.parse(
                        new Slice(wrapper.sealed(), 0, wrapper.ciphertextLength()), ValueBudget.unlimited()));
        FormatVersion version = version(document.get("version"));
        JsonNode own = DescriptorJson.present(document.get("metadata"));
        ObjectNode inner = own == null ? null : requireFields(DescriptorJson.object("metadata", own));
        if (inner != null && wrapper.metadata() != null && !inner.equals(wrapper.metadata())) {
            throw new PackageException(ErrorCode.METADATA_MISMATCH, "The metadata inside differ from those outside");
        }
        ObjectNode metadata =
                wrapper.metadata() != null ? wrapper.metadata() : inner != null ? inner : NODES.objectNode();
        return new Descriptor(
                wrapper.version(),
                version,
                EnumSet.noneOf(Feature.class),
                metadata,
                new LegacyPayload(document, metadata).payload(),
                wrapper.derivation().salt(),
                wrapper.nonce(),
                true);
    }

    private static FormatVersion version(@Nullable JsonNode version) {
        if (version == null || !version.isTextual()) {
            throw new PackageException(ErrorCode.BAD_VERSION, "The payload must have a version, as text");
        }
        return FormatVersion.parse(version.textValue()).requireSupported("The payload version");
    }

    private Payload payload() {
        JsonNode compression = document.get("compression");
        ObjectNode described =
                compression == null ? oldCompression() : DescriptorJson.object("compression", compression);
        String backend = DescriptorJson.text("backend", DescriptorJson.required(described, "backend"));
        require(BACKENDS, backend, ErrorCode.UNKNOWN_BACKEND);
        long symbols = DescriptorJson.count("symbol_count", DescriptorJson.required(described, "symbol_count"));
        Limits.check("A symbol count", symbols, Limits.SYMBOLS);
        ObjectNode extras = described.deepCopy();
        extras.remove(List.of("backend", "model", "symbol_count"));
        JsonNode strings = document.get("string_table");
        JsonNode sourceMap = DescriptorJson.present(document.get("source_map"));
        return new Payload(
                        stream(symbols, sourceMap != null),
                        backend,
                        symbols,
                        JsonBytes.of("The model", DescriptorJson.required(described, "model")),
                        JsonBytes.of("The extras", extras),
                        DescriptorJson.bytes(
                                "compressed_tokens", DescriptorJson.required(document, "compressed_tokens")),
                        strings == null ? new byte[0] : DescriptorJson.bytes("string_table", strings),
                        JsonBytes.of("The records", DescriptorJson.required(document, "payloads")),
                        new TreeMap<>(),
                        DescriptorJson.sourceMap(sourceMap),
                        metadata)
                .withinBudget();
    }

    private ObjectNode oldCompression() {
        ObjectNode compression = NODES.objectNode().put("backend", "rans");
        compression.set("model", DescriptorJson.required(document, "table"));
        compression.set("symbol_count", DescriptorJson.required(document, "symbol_count"));
        return compression;
    }

    private StreamHeader stream(long symbols, boolean hasSourceMap) {
        String dictionary = text("dictionary_version");
        require(DICTIONARIES, dictionary, ErrorCode.UNKNOWN_DICTIONARY);
        return new StreamHeader(
                dictionary,
                text("encoder_version"),
                text("source_language"),
                text("source_language_version"),
                symbols,
                text("source_hash"),
                hasSourceMap);
    }

    /// From the document, else from the metadata, else nothing.
    private String text(String name) {
        return document.has(name)
                ? DescriptorJson.textOrEmpty(document, name)
                : DescriptorJson.textOrEmpty(metadata, name);
    }

    private static void require(Set<String> known, String value, ErrorCode code) {
        if (!known.contains(value)) {
            throw new PackageException(
                    code, "Legacy packages have one of %s here".formatted(new java.util.TreeSet<>(known)));
        }
    }
}
