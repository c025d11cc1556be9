package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads and checks a wrapper, all of it before a key is derived.
final class WrapperReader {

    private static final Set<String> MEMBERS = Set.of(
            "aead",
            "ciphertext",
            "encryption_version",
            "hkdf_salt",
            "kdf",
            "kdf_parameters",
            "metadata",
            "nonce",
            "payload_features",
            "payload_version",
            "salt",
            "tag",
            "version");

    private final JsonMembers members;

    private WrapperReader(byte[] data, int from, int length) {
        Limits.check("A wrapper", length, Limits.WRAPPER_BODY);
        this.members = JsonMembers.of("The wrapper", new Slice(data, from, length), MEMBERS);
    }

    static Wrapper read(Transport.Found found) {
        byte[] data = found.data();
        return switch (found.transport()) {
            case FRAME -> framed(found.transport(), Frame.parse(Frame.Kind.WRAPPER, data, data.length));
            case OLD_FRAME -> framed(found.transport(), Frame.parseOld(Frame.Kind.WRAPPER, data, data.length));
            case LEGACY_JSON -> new WrapperReader(data, 0, data.length).legacy();
        };
    }

    private static Wrapper framed(Transport transport, Frame frame) {
        return new WrapperReader(frame.data(), frame.bodyOffset(), frame.bodyLength())
                .framed(transport, frame.version(), frame.features());
    }

    private Wrapper framed(Transport transport, FormatVersion header, @Nullable Set<Feature> features) {
        header.requireSupported("The wrapper version");
        FormatVersion.requireSame("The wrapper", header, version("version"));
        FormatVersion payloadVersion = version("payload_version");
        Set<Feature> named = Feature.named(featureNames());
        if (features != null && !features.equals(named)) {
            throw new PackageException(ErrorCode.FEATURE_MISMATCH, "The wrapper names other features than its header");
        }
        JsonNode metadata = members.value("metadata");
        if (metadata == null) {
            throw new PackageException(ErrorCode.MISSING_FIELD, "metadata is missing");
        }
        return wrapper(transport, header, payloadVersion, named, object(metadata));
    }

    private Wrapper legacy() {
        FormatVersion version = version("version");
        JsonNode metadata = members.value("metadata");
        ObjectNode object = metadata == null ? null : LegacyPayload.requireFields(object(metadata));
        return wrapper(Transport.LEGACY_JSON, version, null, null, object);
    }

    private Wrapper wrapper(
            Transport transport,
            FormatVersion version,
            @Nullable FormatVersion payloadVersion,
            @Nullable Set<Feature> features,
            @Nullable ObjectNode metadata) {
        Salt salt = Salt.of(members.bytes("salt", 0));
        byte[] nonce = sized("nonce", SealingMaterial.NONCE_LENGTH, ErrorCode.BAD_NONCE);
        byte[] tag = sized("tag", Sealing.TAG_LENGTH, ErrorCode.BAD_TAG);
        EncryptionMembers encryption = new EncryptionMembers(members);
        KeyDerivation derivation = encryption.derivation(salt);
        byte[] hkdfSalt = encryption.hkdfSalt(salt);
        byte[] sealed = members.bytes("ciphertext", Sealing.TAG_LENGTH);
        System.arraycopy(tag, 0, sealed, sealed.length - tag.length, tag.length);
        return new Wrapper(
                transport,
                version,
                payloadVersion,
                features,
                metadata,
                members.slice("metadata"),
                derivation,
                hkdfSalt,
                nonce,
                sealed);
    }

    private FormatVersion version(String name) {
        JsonNode value = members.value(name);
        if (value == null || !value.isTextual()) {
            throw new PackageException(ErrorCode.BAD_VERSION, "%s must be there, as text".formatted(name));
        }
        return FormatVersion.parse(value.textValue()).requireSupported(name);
    }

    /// Absent and null mean none.
    private List<String> featureNames() {
        List<String> names = new ArrayList<>();
        JsonNode value = members.value("payload_features");
        if (value == null || value.isNull()) {
            return names;
        }
        for (JsonNode name : value) {
            names.add(name.isTextual() ? name.textValue() : "");
        }
        if (!value.isArray() || names.contains("")) {
            throw new PackageException(ErrorCode.BAD_WRAPPER, "payload_features must be an array of text");
        }
        return names;
    }

    private byte[] sized(String name, int length, ErrorCode wrongLength) {
        byte[] bytes = members.bytes(name, 0);
        if (bytes.length != length) {
            throw new PackageException(
                    wrongLength, "%s has %d bytes, must have %d".formatted(name, bytes.length, length));
        }
        return bytes;
    }

    private static ObjectNode object(JsonNode metadata) {
        if (metadata instanceof ObjectNode object) {
            return object;
        }
        throw new PackageException(ErrorCode.BAD_WRAPPER, "metadata must be an object");
    }
}
