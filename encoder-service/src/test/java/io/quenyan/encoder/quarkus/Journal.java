package io.quenyan.encoder.quarkus;

import io.quenyan.event.ReadResult;
import io.quenyan.event.RecordReader;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Everything that a `read_committed` consumer has seen on all topics since it started. It belongs to no group,
/// reads without the registry and outlives the broker.
final class Journal implements AutoCloseable {

    /// A record that was seen.
    record Seen(ConsumerRecord<byte[], byte[]> kafka, Optional<SpecificRecord> event) {

        /// A field of the event, as text; empty if there is none.
        String text(String field) {
            return event.map(found -> found.get(field(found, field)))
                    .map(Object::toString)
                    .orElse("");
        }

        private static int field(SpecificRecord event, String name) {
            var field = event.getSchema().getField(name);
            return field == null ? 0 : field.pos();
        }

        boolean isA(Class<? extends SpecificRecord> type) {
            return event.filter(type::isInstance).isPresent();
        }

        boolean answers(String requestId) {
            return text("correlation_id").equals(requestId)
                    && !kafka.topic().equals(topicOf("BatchEncodeRequested").name());
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordReader reader = RecordReader.offline();
    private final List<Seen> seen = new ArrayList<>();

    Journal(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().consumerSettings());
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("max.partition.fetch.bytes", 8 * 1024 * 1024);
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = TopicCatalogue.load().topics().stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    /// Reads on until some record satisfies `wanted`, and returns it.
    Seen await(Duration atMost, Predicate<Seen> wanted) {
        Instant latest = Instant.now().plus(atMost);
        int from = 0;
        while (true) {
            for (; from < seen.size(); from++) {
                if (wanted.test(seen.get(from))) {
                    return seen.get(from);
                }
            }
            if (Instant.now().isAfter(latest)) {
                throw new AssertionError(
                        "Not seen within %s; of %d records the last are %s".formatted(atMost, seen.size(), last()));
            }
            poll();
        }
    }

    /// The answer to a request.
    Seen answer(String requestId, Duration atMost) {
        return await(
                atMost,
                one -> one.answers(requestId)
                        && (one.kafka()
                                        .topic()
                                        .equals(topicOf("ProjectBatchEncoded").name())
                                || one.kafka()
                                        .topic()
                                        .equals(topicOf("RequestRefused").name())));
    }

    /// Reads up to the end as of now, and returns all that was seen of a request's effects.
    List<Seen> effects(String requestId) {
        return all().stream().filter(one -> one.answers(requestId)).toList();
    }

    /// Reads up to the end as of now, and returns all that was ever seen.
    List<Seen> all() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll();
        }
        return List.copyOf(seen);
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> one : consumer.poll(Duration.ofMillis(100))) {
            seen.add(new Seen(one, event(one)));
        }
    }

    private Optional<SpecificRecord> event(ConsumerRecord<byte[], byte[]> one) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : one.headers()) {
            headers.put(header.key(), header.value());
        }
        return reader.read(one.topic(), one.value(), headers) instanceof ReadResult.Readable(SpecificRecord event)
                ? Optional.of(event)
                : Optional.empty();
    }

    private List<String> last() {
        return seen.subList(Math.max(0, seen.size() - 5), seen.size()).stream()
                .map(one -> one.kafka().topic() + " " + one.text("path") + one.text("reason"))
                .toList();
    }

    static Topic topicOf(String record) {
        return TopicCatalogue.load().ofRecord(record);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
