package io.quenyan.local.kafka;

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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Somebody who asks: writes to the request topics, and returns when the broker has it.
public final class Requester implements AutoCloseable {

    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final SchemaRegistry registry;

    /// Somebody at that broker, with the ids of that registry.
    public Requester(String bootstrapServers, URI registry) {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().producerSettings());
        settings.put("bootstrap.servers", bootstrapServers);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.registry = SchemaRegistry.at(registry);
    }

    /// Fills a request in: the common block, with an actor `ci`, a new request id, and `fields` by their names.
    public static <T extends SpecificRecordBase> T fill(T request, String eventName, Map<String, Object> fields) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String requestId = UUID.randomUUID().toString();
        Map<String, Object> all = new HashMap<>();
        all.put("event_id", EventIds.root().toString());
        all.put("event_name", eventName);
        all.put("occurred_at", now);
        all.put("recorded_at", now);
        all.put("event_source", "test/here");
        all.put("host", "here");
        all.put("producer_version", "test");
        all.put("correlation_id", requestId);
        all.put("actor", "ci");
        all.put("actor_assurance", "claimed");
        all.put("environment", "test");
        all.put("outcome", "unknown");
        all.put("severity", 1);
        all.put("drill", false);
        all.put("request_id", requestId);
        all.putAll(fields);
        all.forEach(request::put);
        return request;
    }

    /// Sends a request as the registry knows it, and returns its id.
    public String ask(SpecificRecordBase request) {
        EncodedEvent event = EventEncoder.encode(request);
        int id = registry.idOf(
                TopicCatalogue.load().topic(event.topic()).registrySubject(),
                ReleasedSchemas.current(request.getSchema().getName()));
        send(event.topic(), event.key(), ConfluentFrame.frame(id, event.avro()), event.headers());
        return String.valueOf(request.get("request_id"));
    }

    /// Sends any bytes to a topic.
    public void send(String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
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
