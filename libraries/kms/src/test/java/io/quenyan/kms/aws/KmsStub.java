package io.quenyan.kms.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.kms.aws.StubHttp.Ending;
import io.quenyan.kms.aws.StubHttp.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// AWS KMS as its documentation describes it (JSON 1.1), over real HTTP, with what moto does not do: states
/// that forbid something, material ids, rotations that take time, the limit of rotations, and trouble by
/// script.
final class KmsStub implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What goes wrong with the next call of an operation.
    sealed interface Trouble {
        /// It is not carried out; this is answered.
        record Instead(Reply reply) implements Trouble {}

        /// It is carried out; something else is answered.
        record Afterwards(UnaryOperator<Reply> change) implements Trouble {}

        /// Nothing goes wrong.
        record None() implements Trouble {}
    }

    private final Map<String, StubKey> keys = new HashMap<>();
    private final Map<String, StubKey> aliases = new HashMap<>();
    private final Map<String, Deque<Trouble>> script = new HashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final StubHttp http = new StubHttp(this::reply);
    private boolean materialIds = true;
    private int onDemandLimit = 25;

    URI endpoint() {
        return http.endpoint();
    }

    synchronized StubKey newKey(String alias) {
        StubKey key = new StubKey();
        keys.put(key.id, key);
        keys.put(key.arn, key);
        aliases.put(alias, key);
        return key;
    }

    /// Lets the next calls of `operation` go wrong, one after the other.
    synchronized void script(String operation, Trouble... troubles) {
        script.computeIfAbsent(operation, _ -> new ArrayDeque<>()).addAll(List.of(troubles));
    }

    /// Nothing goes wrong any more.
    synchronized void calm() {
        script.clear();
    }

    synchronized void withoutMaterialIds() {
        materialIds = false;
    }

    synchronized void limit(int rotations) {
        onDemandLimit = rotations;
    }

    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    synchronized long calls(String operation) {
        return calls.stream().filter(operation::equals).count();
    }

    static Trouble error(int status, String code) {
        return raw(status, "{\"__type\":\"%s\",\"message\":\"as scripted\"}".formatted(code));
    }

    static Trouble error(int status, String code, String message) {
        return raw(
                status,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("__type", code)
                        .put("message", message)
                        .toString());
    }

    static Trouble raw(int status, String body) {
        return new Trouble.Instead(new Reply(status, body, Ending.WHOLE));
    }

    static Trouble ending(Ending ending) {
        return new Trouble.Afterwards(reply -> new Reply(reply.status(), reply.body(), ending));
    }

    static Trouble member(String name, JsonNode value) {
        return new Trouble.Afterwards(reply -> {
            try {
                ObjectNode body = (ObjectNode) JSON.readTree(reply.body());
                body.set(name, value);
                return Reply.ok(body.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private synchronized Reply reply(String operation, String body) {
        calls.add(operation);
        Trouble next = script.getOrDefault(operation, new ArrayDeque<>()).poll();
        return switch (next == null ? new Trouble.None() : next) {
            case Trouble.Instead(Reply instead) -> instead;
            case Trouble.Afterwards(UnaryOperator<Reply> change) -> change.apply(carriedOut(operation, body));
            case Trouble.None() -> carriedOut(operation, body);
        };
    }

    private Reply carriedOut(String operation, String body) {
        try {
            JsonNode ask = JSON.readTree(body);
            StubKey key = operation.equals("DescribeKey")
                    ? find(ask)
                    : keys.get(ask.path("KeyId").asText());
            if (key == null) {
                return error("NotFoundException");
            }
            return carriedOut(operation, key, ask);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Reply carriedOut(String operation, StubKey key, JsonNode ask) throws GeneralSecurityException {
        boolean always = List.of("DescribeKey", "GetKeyRotationStatus", "ListKeyRotations", "DisableKey")
                .contains(operation);
        if (!always && !key.state.equals("Enabled")) {
            return error(key.state.equals("Disabled") ? "DisabledException" : "KMSInvalidStateException");
        }
        return switch (operation) {
            case "DescribeKey" -> described(key);
            case "GetKeyRotationStatus" -> rotationStatus(key);
            case "ListKeyRotations" -> rotations(key, ask);
            case "RotateKeyOnDemand" -> rotated(key);
            case "DisableKey" -> {
                key.state = "Disabled";
                yield Reply.ok("{}");
            }
            case "EnableKeyRotation" -> {
                key.nextRotation = Optional.of(key.createdAt.plusSeconds(
                        86_400L * ask.path("RotationPeriodInDays").asLong()));
                yield Reply.ok("{}");
            }
            case "GenerateDataKey" -> dataKey(key, ask);
            case "Decrypt" -> decrypted(key, ask);
            default -> error("UnsupportedOperationException");
        };
    }

    private Reply described(StubKey key) {
        key.look();
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode metadata = answer.putObject("KeyMetadata")
                .put("Arn", key.arn)
                .put("KeyId", key.id)
                .put("KeyState", key.state)
                .put("KeySpec", "SYMMETRIC_DEFAULT")
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("CreationDate", key.createdAt.getEpochSecond());
        if (materialIds) {
            metadata.put("CurrentKeyMaterialId", key.current().id());
        }
        return Reply.ok(answer.toString());
    }

    private Reply rotationStatus(StubKey key) {
        ObjectNode answer =
                JSON.createObjectNode().put("KeyId", key.arn).put("KeyRotationEnabled", key.nextRotation.isPresent());
        key.nextRotation.ifPresent(next -> answer.put("NextRotationDate", next.getEpochSecond()));
        if (key.inProgress >= 0) {
            answer.put("OnDemandRotationStartDate", key.createdAt.getEpochSecond());
        }
        return Reply.ok(answer.toString());
    }

    /// Two a page.
    private Reply rotations(StubKey key, JsonNode ask) {
        int from = ask.path("Marker").asInt(1);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode rotations = answer.putArray("Rotations");
        int to = Math.min(from + 2, key.materials.size());
        for (StubKey.Material material : key.materials.subList(Math.min(from, to), to)) {
            ObjectNode rotation = rotations
                    .addObject()
                    .put("KeyId", key.arn)
                    .put("RotationDate", material.since().getEpochSecond())
                    .put("RotationType", "ON_DEMAND");
            if (materialIds) {
                rotation.put("KeyMaterialId", material.id());
            }
        }
        boolean more = to < key.materials.size();
        answer.put("Truncated", more);
        if (more) {
            answer.put("NextMarker", Integer.toString(to));
        }
        return Reply.ok(answer.toString());
    }

    private Reply rotated(StubKey key) {
        if (key.inProgress >= 0) {
            return error("ConflictException");
        }
        if (key.onDemandRotations >= onDemandLimit) {
            return error("LimitExceededException");
        }
        key.rotate();
        return Reply.ok(JSON.createObjectNode().put("KeyId", key.arn).toString());
    }

    private Reply dataKey(StubKey key, JsonNode ask) throws GeneralSecurityException {
        byte[] plain = StubKey.random(32);
        ObjectNode answer = JSON.createObjectNode()
                .put("KeyId", key.arn)
                .put("Plaintext", base64(plain))
                .put("CiphertextBlob", base64(key.wrap(context(ask), plain)));
        if (materialIds) {
            answer.put("KeyMaterialId", key.current().id());
        }
        return Reply.ok(answer.toString());
    }

    private Reply decrypted(StubKey key, JsonNode ask) throws GeneralSecurityException {
        byte[] blob = Base64.getDecoder().decode(ask.path("CiphertextBlob").asText());
        Optional<StubKey.Material> material = key.opening(context(ask), blob);
        if (material.isEmpty()) {
            for (StubKey other : keys.values()) {
                if (other.opening(context(ask), blob).isPresent()) {
                    return error("IncorrectKeyException");
                }
            }
            return error("InvalidCiphertextException");
        }
        byte[] plain = StubKey.open(material.get(), context(ask), blob).orElseThrow();
        ObjectNode answer = JSON.createObjectNode()
                .put("KeyId", key.arn)
                .put("Plaintext", base64(plain))
                .put("EncryptionAlgorithm", "SYMMETRIC_DEFAULT");
        if (materialIds) {
            answer.put("KeyMaterialId", material.get().id());
        }
        return Reply.ok(answer.toString());
    }

    private @Nullable StubKey find(JsonNode ask) {
        String name = ask.path("KeyId").asText();
        StubKey named = keys.get(name);
        return named == null ? aliases.get(name) : named;
    }

    private static String context(JsonNode ask) {
        TreeMap<String, String> sorted = new TreeMap<>();
        ask.path("EncryptionContext")
                .properties()
                .forEach(it -> sorted.put(it.getKey(), it.getValue().asText()));
        return sorted.toString();
    }

    private static Reply error(String code) {
        return new Reply(400, "{\"__type\":\"%s\",\"message\":\"as documented\"}".formatted(code), Ending.WHOLE);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        http.close();
    }
}
