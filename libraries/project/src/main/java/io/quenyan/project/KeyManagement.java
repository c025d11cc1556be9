package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Descriptor;
import io.quenyan.format.KeySource;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The block `key_management` of packages and indexes: which key of a key service they have to do with. No secret.
///
/// With a wrapped key, that key opens them. Without one a passphrase does, and the block only tells.
///
/// @param provider `aws`, `local` or `hsm`
/// @param keyId as the key was called when the block was written
/// @param keyVersion current then
/// @param rotationDue when the key was to be rotated then; null where nobody says
/// @param state of the key then
/// @param materialArn the provider's full name of the key
/// @param wrappedKey the data key, Base64
/// @param wrappedAt when the data key was made
public record KeyManagement(
        String provider,
        String keyId,
        String keyVersion,
        @Nullable Instant rotationDue,
        String state,
        @Nullable String alias,
        @Nullable String materialArn,
        @Nullable String wrappedKey,
        @Nullable Instant wrappedAt) {

    private static final int LONGEST = 16_384;

    /// What metadata say: in a block, or in the flat fields of the original's library. Empty if they name no key.
    public static Optional<KeyManagement> of(JsonNode metadata) {
        JsonNode block = metadata.get(KeySource.BLOCK);
        return block == null ? flat(metadata) : ofBlock(block);
    }

    /// What a block says; empty if it names no key.
    public static Optional<KeyManagement> ofBlock(@Nullable JsonNode block) {
        return block == null ? Optional.empty() : read(block, "provider");
    }

    private static Optional<KeyManagement> flat(JsonNode metadata) {
        return read(metadata, "key_provider").map(KeyManagement::withoutWrappedKey);
    }

    private static Optional<KeyManagement> read(JsonNode node, String provider) {
        String named = text(node, provider);
        String keyId = text(node, "key_id");
        String version = text(node, "key_version");
        if (named == null || keyId == null || version == null) {
            return Optional.empty();
        }
        String state = text(node, "state");
        return Optional.of(new KeyManagement(
                named,
                keyId,
                version,
                time(node, "rotation_due"),
                state == null ? "" : state,
                text(node, "alias"),
                text(node, "material_arn"),
                text(node, Descriptor.WRAPPED_KEY),
                time(node, Descriptor.WRAPPED_AT)));
    }

    private static @Nullable String text(JsonNode node, String member) {
        String text = node.path(member).textValue();
        return text == null || text.isBlank() || text.length() > LONGEST ? null : text;
    }

    private static @Nullable Instant time(JsonNode node, String member) {
        String text = text(node, member);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The key and its version.
    public PackageKey key() {
        return new PackageKey(provider, keyId, keyVersion);
    }

    /// The same of another version.
    public KeyManagement ofVersion(String version) {
        return new KeyManagement(
                provider, keyId, version, rotationDue, state, alias, materialArn, wrappedKey, wrappedAt);
    }

    /// The same with a data key.
    public KeyManagement wrapping(String base64, Instant now) {
        return new KeyManagement(provider, keyId, keyVersion, rotationDue, state, alias, materialArn, base64, now);
    }

    private KeyManagement withoutWrappedKey() {
        return new KeyManagement(provider, keyId, keyVersion, rotationDue, state, alias, materialArn, null, null);
    }

    /// The block as it is written.
    public ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("provider", provider);
        node.put("key_id", keyId);
        node.put("key_version", keyVersion);
        node.put("rotation_due", rotationDue == null ? null : rotationDue.toString());
        node.put("state", state);
        put(node, "alias", alias);
        put(node, "material_arn", materialArn);
        put(node, Descriptor.WRAPPED_KEY, wrappedKey);
        put(node, Descriptor.WRAPPED_AT, wrappedAt == null ? null : wrappedAt.toString());
        return node;
    }

    private static void put(ObjectNode node, String member, @Nullable String value) {
        if (value != null) {
            node.put(member, value);
        }
    }
}
