package io.quenyan.cli.kafka;

import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Publishes events in the frame of the registry, with their own ids and times. When [#send] returns, the cluster
/// keeps all of them; when it throws, it may keep some.
public final class EventSender {

    private final Cluster cluster;
    private final SchemaRegistry registry;

    public EventSender(Cluster cluster) {
        this.cluster = cluster;
        this.registry = SchemaRegistry.at(cluster.registry());
    }

    /// Sends `events` in their order, each to its topic. All schemas are looked up before the first is sent.
    public void send(List<EncodedEvent> events) {
        List<ProducerRecord<byte[], byte[]>> records =
                events.stream().map(this::record).toList();
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            for (Future<?> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("An event was not acknowledged: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted before all was acknowledged", e);
        }
    }

    private ProducerRecord<byte[], byte[]> record(EncodedEvent event) {
        String key = event.key();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                event.topic(),
                null,
                event.occurredAt().toEpochMilli(),
                key == null ? null : utf8(key),
                ConfluentFrame.frame(id(event), event.avro()));
        event.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
        return record;
    }

    private int id(EncodedEvent event) {
        Schema schema = ReleasedSchemas.byFingerprint(event.schemaFingerprint())
                .orElseThrow(() -> new IllegalStateException(
                        "This version does not know the schema %s".formatted(event.schemaFingerprint())));
        return registry.idOf(TopicCatalogue.load().topic(event.topic()).registrySubject(), schema);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
