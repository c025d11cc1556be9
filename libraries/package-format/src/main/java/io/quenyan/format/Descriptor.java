package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A package's content in its readable form: what is encoded from version control, and what decoding gives back.
///
/// Every default is filled in, so a descriptor is equal whether it was read from a file or from a package.
public final class Descriptor {

    /// Members of a block that belong to one data key: itself, wrapped, and when it was made.
    public static final String WRAPPED_KEY = "wrapped_key";

    /// See [#WRAPPED_KEY].
    public static final String WRAPPED_AT = "wrapped_at";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final FormatVersion wrapperVersion;
    private final FormatVersion payloadVersion;
    private final Set<Feature> features;
    private final ObjectNode metadata;
    private final Payload payload;
    private final @Nullable Salt salt;
    private final byte @Nullable [] nonce;
    private final boolean legacy;

    Descriptor(
            FormatVersion wrapperVersion,
            FormatVersion payloadVersion,
            Set<Feature> features,
            ObjectNode metadata,
            Payload payload,
            @Nullable Salt salt,
            byte @Nullable [] nonce,
            boolean legacy) {
        this.wrapperVersion = wrapperVersion;
        this.payloadVersion = payloadVersion;
        this.features = features;
        this.metadata = metadata;
        this.payload = payload;
        this.salt = salt;
        this.nonce = nonce;
        this.legacy = legacy;
    }

    /// Reads a descriptor from JSON.
    ///
    /// @throws PackageException with the code of what is wrong
    public static Descriptor parse(byte[] json) {
        Limits.check("A descriptor", json.length, Limits.PACKAGE_FILE);
        return DescriptorReader.read(json);
    }

    FormatVersion wrapperVersion() {
        return wrapperVersion;
    }

    FormatVersion payloadVersion() {
        return payloadVersion;
    }

    Set<Feature> features() {
        return features;
    }

    Payload payload() {
        return payload;
    }

    /// The bytes of the token stream; of a source package, the file.
    public byte[] tokens() {
        return payload.tokens().clone();
    }

    /// SHA-256 of the source, 64 lower-case hex digits, or empty when unknown.
    public String sourceHash() {
        return payload.stream().sourceHash();
    }

    /// Whether this is a source package: any file, protected as it is.
    public boolean isSource() {
        return payload.stream().encoderVersion().equals(SourceContent.ENCODER_VERSION);
    }

    /// The metadata, readable without a secret in the package. Not to be changed.
    public JsonNode metadata() {
        return metadata;
    }

    /// Salt and nonce that the descriptor carries. Encoding with them again gives away what changed, so only
    /// conformance tests do.
    public Optional<Salt> salt() {
        return Optional.ofNullable(salt);
    }

    /// See [#salt].
    public Optional<byte[]> nonce() {
        return Optional.ofNullable(nonce).map(byte[]::clone);
    }

    /// The same content without salt and nonce.
    public Descriptor withoutMaterial() {
        return new Descriptor(wrapperVersion, payloadVersion, features, metadata, payload, null, null, legacy);
    }

    /// The same content under `block`, which says which key of a key service protects it. With null nothing is said of
    /// a
    /// wrapped key: a block that came with the descriptor is left without what only its own packages have.
    public Descriptor under(@Nullable ObjectNode block) {
        ObjectNode told = block == null ? withoutWrappedKey() : block;
        if (told == null) {
            return this;
        }
        ObjectNode changed = metadata.deepCopy();
        changed.set(KeySource.BLOCK, told);
        return new Descriptor(
                wrapperVersion, payloadVersion, features, changed, payload.withMetadata(changed), salt, nonce, legacy);
    }

    /// The block without its wrapped key; null if it has none.
    private @Nullable ObjectNode withoutWrappedKey() {
        return metadata.get(KeySource.BLOCK) instanceof ObjectNode own && own.has(WRAPPED_KEY)
                ? own.deepCopy().without(List.of(WRAPPED_KEY, WRAPPED_AT))
                : null;
    }

    /// Compact JSON, members in the order of the specification, numbers and text written as Python does.
    public byte[] toJson() {
        return JsonText.of(JsonText.Style.PYTHON_UNSORTED, toNode(NODES::pojoNode));
    }

    /// What `content_sha256` is made of: Python-form canonical JSON without salt, nonce and `metadata.key_management`.
    public byte[] contentForm() {
        ObjectNode node = toNode(NODES::pojoNode);
        node.remove("salt");
        node.remove("nonce");
        ObjectNode withoutKeys = metadata.objectNode();
        metadata.properties().stream()
                .filter(member -> !member.getKey().equals(KeySource.BLOCK))
                .forEach(member -> withoutKeys.set(member.getKey(), member.getValue()));
        node.set("metadata", withoutKeys);
        return CanonicalJson.python(node);
    }

    /// The JSON tree, members in the order of the specification.
    public ObjectNode toNode() {
        return toNode(JsonBytes::toNode);
    }

    private ObjectNode toNode(Function<JsonBytes, JsonNode> body) {
        ObjectNode node = NODES.objectNode();
        node.put("wrapper_version", wrapperVersion.toString());
        node.put("payload_version", payloadVersion.toString());
        Feature.names(features).forEach(node.putArray("payload_features")::add);
        node.set("metadata", metadata);
        if (salt != null) {
            node.put("salt", salt.base64());
        }
        if (nonce != null) {
            node.put("nonce", java.util.Base64.getEncoder().encodeToString(nonce));
        }
        node.set("sections", DescriptorJson.sections(payload, body));
        if (legacy) {
            node.put("legacy", true);
        }
        return node;
    }

    @Override
    public String toString() {
        return "Descriptor[%d bytes of tokens]".formatted(payload.tokens().length);
    }
}
