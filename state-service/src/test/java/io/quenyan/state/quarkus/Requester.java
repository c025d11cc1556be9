package io.quenyan.state.quarkus;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.EventIds;
import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Somebody who asks: writes to the request topics, and returns when the broker has it.
final class Requester implements AutoCloseable {

    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final SchemaRegistry registry;

    Requester(String bootstrapServers, URI registry) {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().producerSettings());
        settings.put("bootstrap.servers", bootstrapServers);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.registry = SchemaRegistry.at(registry);
    }

    /// A request for a rebuild that is right in every field, but for `change`.
    static IncrementalRebuildRequested rebuild(
            String projectId,
            String sourceUri,
            String outputUri,
            Consumer<IncrementalRebuildRequested.Builder> change) {
        IncrementalRebuildRequested request = new IncrementalRebuildRequested();
        fill(request, "incremental-rebuild-requested", projectId, sourceUri, outputUri);
        request.setForce(false);
        IncrementalRebuildRequested.Builder builder = IncrementalRebuildRequested.newBuilder(request);
        change.accept(builder);
        return builder.build();
    }

    /// A request for a whole batch.
    static BatchEncodeRequested batch(String projectId, String sourceUri, String outputUri) {
        BatchEncodeRequested request = new BatchEncodeRequested();
        fill(request, "batch-encode-requested", projectId, sourceUri, outputUri);
        return request;
    }

    private static void fill(
            SpecificRecordBase request, String name, String projectId, String sourceUri, String outputUri) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String requestId = UUID.randomUUID().toString();
        Map<String, Object> fields = new HashMap<>();
        fields.put("event_id", EventIds.root().toString());
        fields.put("event_name", name);
        fields.put("occurred_at", now);
        fields.put("recorded_at", now);
        fields.put("event_source", "test/here");
        fields.put("host", "here");
        fields.put("producer_version", "test");
        fields.put("correlation_id", requestId);
        fields.put("project_id", projectId);
        fields.put("actor", "ci");
        fields.put("actor_assurance", "claimed");
        fields.put("environment", "test");
        fields.put("outcome", "unknown");
        fields.put("severity", 1);
        fields.put("drill", false);
        fields.put("request_id", requestId);
        fields.put("source_uri", sourceUri);
        fields.put("revision", "main");
        fields.put("output_uri", outputUri);
        fields.put("include", List.of());
        fields.put("package_sources", true);
        fields.put("passphrase_ref", "main");
        fields.put("encryption_version", 2);
        fields.forEach(request::put);
    }

    /// Sends a request as the registry knows it, and returns its id.
    String ask(SpecificRecordBase request) {
        EncodedEvent event = EventEncoder.encode(request);
        Topic topic = TopicCatalogue.load().topic(event.topic());
        int id = registry.idOf(
                topic.registrySubject(),
                ReleasedSchemas.current(request.getSchema().getName()));
        send(event.topic(), event.key(), ConfluentFrame.frame(id, event.avro()), event.headers());
        return String.valueOf(request.get("request_id"));
    }

    /// Sends any bytes to a topic.
    void send(String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<byte @Nullable [], byte @Nullable []> outgoing =
                new ProducerRecord<>(topic, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach((name, text) -> outgoing.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            producer.send(outgoing).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
