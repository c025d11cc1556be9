package io.quenyan.event.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.event.Fingerprint;
import io.quenyan.event.WriterSchemas;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/// A Schema Registry, over the Confluent-compatible API.
///
/// Ids and schemas never change, so what was once found is kept: known schemas flow while the registry is down.
/// Safe for use by several threads.
public final class SchemaRegistry implements WriterSchemas {

    private static final int MOST_SCHEMAS_KEPT = 10_000;

    private final RegistryHttp http;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private SchemaRegistry(RegistryHttp http) {
        this.http = http;
    }

    /// Returns the registry whose API starts at `url`, for example `http://127.0.0.1:8081/apis/ccompat/v7`.
    /// Nothing is asked yet.
    ///
    /// @throws IllegalArgumentException if `url` is not http or https, or holds user information
    public static SchemaRegistry at(URI url) {
        return new SchemaRegistry(new RegistryHttp(url));
    }

    /// Returns the id under which `schema` is registered for `subject`.
    ///
    /// @throws UnknownSchemaException if it is not registered there
    /// @throws RegistryUnavailableException if the registry does not answer
    public int idOf(String subject, Schema schema) {
        return cachedId(subject, schema, "/subjects/" + encode(subject));
    }

    /// Registers `schema` for `subject`, unless it is there already, and returns its id.
    ///
    /// @throws SchemaRefusedException if it breaks the subject's compatibility
    /// @throws RegistryUnavailableException if the registry does not answer
    public int register(String subject, Schema schema) {
        return cachedId(subject, schema, "/subjects/" + encode(subject) + "/versions");
    }

    /// Returns the schema with that id, or empty if the registry has none.
    ///
    /// @throws RegistryUnavailableException if the registry does not answer
    @Override
    public Optional<Schema> byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        if (id < 0) {
            return Optional.empty();
        }
        Optional<Schema> found =
                http.get("/schemas/ids/" + Integer.toUnsignedString(id)).flatMap(SchemaRegistry::parse);
        if (schemas.size() < MOST_SCHEMAS_KEPT) {
            found.ifPresent(schema -> schemas.put(id, schema));
        }
        return found;
    }

    /// Sets the rule by which new versions of `subject` are accepted, for example `FULL_TRANSITIVE`.
    ///
    /// @throws RegistryUnavailableException if the registry does not answer
    public void setCompatibility(String subject, String compatibility) {
        http.put("/config/" + encode(subject), Map.of("compatibility", compatibility));
    }

    private int cachedId(String subject, Schema schema, String path) {
        String key = subject + " " + Fingerprint.of(schema);
        Integer known = ids.get(key);
        if (known != null) {
            return known;
        }
        JsonNode answer = http.post(path, Map.of("schema", schema.toString()))
                .orElseThrow(() -> new UnknownSchemaException(
                        "%s is not registered for '%s'. Register it: quenyan schemas register"
                                .formatted(schema.getName(), subject)));
        int id = answer.path("id").asInt(-1);
        if (id < 0) {
            throw new RegistryUnavailableException(
                    "The registry answered without an id for '%s'".formatted(subject), null);
        }
        ids.put(key, id);
        return id;
    }

    /// A registered schema that is no Avro is as good as none: nothing of ours was written with it.
    private static Optional<Schema> parse(JsonNode answer) {
        try {
            return Optional.of(new Schema.Parser().parse(answer.path("schema").asText()));
        } catch (AvroRuntimeException e) {
            return Optional.empty();
        }
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
