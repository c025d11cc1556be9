package io.quenyan.kms.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeyVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The text of a key ring: one JSON object, keyed by key id, pretty-printed, names sorted.
///
/// ```json
/// {
///   "release" : {
///     "audit_trail" : [ {
///       "action" : "rotate", "actor" : "quenyan-cli",
///       "context" : { "key_version" : "2", "provider" : "local" }, "timestamp" : "2026-03-01T12:00:00.000+00:00"
///     } ],
///     "key_version" : "2", "provider" : "local", "rotation_due" : "2026-03-31T12:00:00.000+00:00", "state" :
/// "enabled",
///     "versions" : [ { "created_at" : "…", "key_version" : "1", "material" : "…" }, … ]
///   }
/// }
/// ```
///
/// All but `versions` is the originals' shape; a store of theirs can be read, and rotated.
final class KeyRingJson {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(16).build());
    }

    private KeyRingJson() {}

    /// Reads a ring. Nothing and white space are an empty one. The provider is the one that was asked for,
    /// whatever is written.
    static KeyRing parse(byte[] utf8, String provider) throws InvalidRingException {
        if (new String(utf8, StandardCharsets.UTF_8).isBlank()) {
            return new KeyRing(JSON.createObjectNode(), new TreeMap<>());
        }
        JsonNode root = tree(utf8);
        if (!(root instanceof ObjectNode object)) {
            throw new InvalidRingException("it holds no JSON object");
        }
        TreeMap<String, StoredKey> keys = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            keys.put(entry.getKey(), key(entry.getKey(), entry.getValue(), provider));
        }
        return new KeyRing(object, keys);
    }

    static byte[] format(KeyRing ring) {
        try {
            return JSON.writeValueAsBytes(JSON.treeToValue(ring.json(), Object.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree that was read can be written", e);
        }
    }

    /// Writes what is known of `key` over what `root` says of it.
    static void merge(ObjectNode root, StoredKey key) {
        ObjectNode node = root.get(key.keyId()) instanceof ObjectNode known ? known : root.putObject(key.keyId());
        node.put("provider", key.provider())
                .put("key_id", key.keyId())
                .put("key_version", key.version().text())
                .put("rotation_due", text(key.rotationDue()))
                .put("state", key.state());
        key.alias().ifPresent(alias -> node.put("alias", alias));
        key.materialArn().ifPresent(arn -> node.put("material_arn", arn));
        ArrayNode trail = node.putArray("audit_trail");
        key.auditTrail().forEach(entry -> add(trail, entry));
        ArrayNode versions = node.putArray("versions");
        key.versions().forEach(version -> add(versions, version));
    }

    private static void add(ArrayNode trail, AuditEntry entry) {
        ObjectNode node = trail.addObject().put("action", entry.action()).put("timestamp", text(entry.timestamp()));
        entry.actor().ifPresent(actor -> node.put("actor", actor));
        if (!entry.context().isEmpty()) {
            ObjectNode context = node.putObject("context");
            entry.context().forEach(context::put);
        }
    }

    private static void add(ArrayNode versions, StoredVersion version) {
        ObjectNode node = versions.addObject()
                .put("key_version", version.version().text())
                .put("created_at", text(version.createdAt()))
                .put("material", version.material());
        version.previous().ifPresent(previous -> node.put("previous_version", previous.text()));
        version.requestId().ifPresent(id -> node.put("request_id", id));
    }

    private static JsonNode tree(byte[] utf8) throws InvalidRingException {
        try {
            return JSON.readTree(new String(utf8, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            // Its message repeats the text.
            throw new InvalidRingException("it is no JSON: line %d, column %d"
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }

    private static StoredKey key(String keyId, JsonNode node, String provider) throws InvalidRingException {
        String where = "key '%s'".formatted(keyId);
        mustBeName(keyId);
        required(node, "provider", where);
        List<AuditEntry> trail = new ArrayList<>();
        for (JsonNode entry : node.path("audit_trail")) {
            trail.add(auditEntry(entry, where));
        }
        List<StoredVersion> versions = new ArrayList<>();
        for (JsonNode version : node.path("versions")) {
            versions.add(storedVersion(version, where));
        }
        return new StoredKey(
                keyId,
                provider,
                version(required(node, "key_version", where), where),
                time(required(node, "rotation_due", where), where),
                required(node, "state", where),
                optional(node, "alias"),
                optional(node, "material_arn"),
                trail,
                versions);
    }

    private static void mustBeName(String keyId) throws InvalidRingException {
        try {
            new KeyId(keyId);
        } catch (IllegalArgumentException e) {
            throw new InvalidRingException("a key has no name: " + e.getMessage());
        }
    }

    private static AuditEntry auditEntry(JsonNode node, String where) throws InvalidRingException {
        TreeMap<String, String> context = new TreeMap<>();
        node.path("context")
                .properties()
                .forEach(it -> context.put(it.getKey(), it.getValue().asText()));
        return new AuditEntry(
                required(node, "action", where),
                time(required(node, "timestamp", where), where),
                optional(node, "actor"),
                context);
    }

    private static StoredVersion storedVersion(JsonNode node, String where) throws InvalidRingException {
        Optional<String> previous = optional(node, "previous_version");
        return new StoredVersion(
                version(required(node, "key_version", where), where),
                time(required(node, "created_at", where), where),
                required(node, "material", where),
                previous.isPresent() ? Optional.of(version(previous.get(), where)) : Optional.empty(),
                optional(node, "request_id"));
    }

    private static KeyVersion version(String text, String where) throws InvalidRingException {
        try {
            return new KeyVersion(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidRingException("%s: %s".formatted(where, e.getMessage()));
        }
    }

    private static Instant time(String text, String where) throws InvalidRingException {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidRingException("%s has a time that is not in RFC 3339".formatted(where));
        }
    }

    private static String text(Instant time) {
        return TIME.format(time.atOffset(ZoneOffset.UTC));
    }

    private static Optional<String> optional(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue());
    }

    private static String required(JsonNode node, String member, String where) throws InvalidRingException {
        return optional(node, member)
                .orElseThrow(() -> new InvalidRingException("%s has no text '%s'".formatted(where, member)));
    }
}
