package io.quenyan.encoder.quarkus;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.EventIds;
import io.quenyan.event.ReleasedSchemas;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Somebody who asks for batches: writes to the request topic, and returns when the broker has it.
final class Requester implements AutoCloseable {

    private static final String TOPIC = Journal.topicOf("BatchEncodeRequested").name();

    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final SchemaRegistry registry;

    Requester(String bootstrapServers, URI registry) {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().producerSettings());
        settings.put("bootstrap.servers", bootstrapServers);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.registry = SchemaRegistry.at(registry);
    }

    /// A request of that project that is right in every field, but for `change`.
    static BatchEncodeRequested request(
            String projectId, String sourceUri, String outputUri, Consumer<BatchEncodeRequested.Builder> change) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String requestId = UUID.randomUUID().toString();
        BatchEncodeRequested.Builder builder = BatchEncodeRequested.newBuilder()
                .setEventId(EventIds.root().toString())
                .setEventName("batch-encode-requested")
                .setOccurredAt(now)
                .setRecordedAt(now)
                .setEventSource("test/here")
                .setHost("here")
                .setProducerVersion("test")
                .setCorrelationId(requestId)
                .setProjectId(projectId)
                .setActor("ci")
                .setActorAssurance("claimed")
                .setEnvironment("test")
                .setOutcome("unknown")
                .setSeverity(1)
                .setDrill(false)
                .setRequestId(requestId)
                .setSourceUri(sourceUri)
                .setRevision("main")
                .setOutputUri(outputUri)
                .setInclude(List.of())
                .setPackageSources(true)
                .setPassphraseRef("canary")
                .setEncryptionVersion(2);
        change.accept(builder);
        builder.setCorrelationId(builder.getRequestId());
        return builder.build();
    }

    /// Sends a request as the registry knows it, and returns its id.
    String ask(BatchEncodeRequested request) {
        EncodedEvent event = EventEncoder.encode(request);
        int id = registry.idOf(
                Journal.topicOf("BatchEncodeRequested").registrySubject(),
                ReleasedSchemas.current("BatchEncodeRequested"));
        send(request.getProjectId(), ConfluentFrame.frame(id, event.avro()), event.headers());
        return request.getRequestId();
    }

    /// Sends any bytes to the request topic.
    void send(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        ProducerRecord<byte @Nullable [], byte @Nullable []> outgoing =
                new ProducerRecord<>(TOPIC, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
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
