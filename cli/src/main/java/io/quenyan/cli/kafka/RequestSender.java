package io.quenyan.cli.kafka;

import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/// Publishes requests. When [#send] returns, the request is kept by the cluster.
public final class RequestSender {

    private final Cluster cluster;
    private final SchemaRegistry registry;

    public RequestSender(Cluster cluster) {
        this.cluster = cluster;
        this.registry = SchemaRegistry.at(cluster.registry());
    }

    /// Sends `request`, in the frame of the registry, to the topic of its record.
    public void send(SpecificRecord request) {
        EncodedEvent encoded = EventEncoder.encode(request);
        String subject = TopicCatalogue.load().topic(encoded.topic()).registrySubject();
        int id = registry.idOf(
                subject, ReleasedSchemas.current(request.getSchema().getName()));
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(cluster.producerSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(encoded, id)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("The request was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted before the request was acknowledged", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(EncodedEvent encoded, int id) {
        String key = encoded.key();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                encoded.topic(),
                null,
                encoded.occurredAt().toEpochMilli(),
                key == null ? null : utf8(key),
                ConfluentFrame.frame(id, encoded.avro()));
        encoded.headers().forEach((name, value) -> record.headers().add(name, utf8(value)));
        return record;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
