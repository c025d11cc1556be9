package io.quenyan.local.kafka;

import io.quenyan.event.ReadResult;
import io.quenyan.event.RecordReader;
import io.quenyan.event.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Everything that a `read_committed` consumer has seen on all topics since it started. It belongs to no group,
/// reads without the registry and outlives the broker.
public final class Journal implements AutoCloseable {

    /// A record that was seen.
    public record Seen(ConsumerRecord<byte[], byte[]> kafka, Optional<SpecificRecord> event) {

        /// A field of the event, as text; empty if there is none.
        public String text(String field) {
            return event.filter(found -> found.getSchema().getField(field) != null)
                    .map(found -> found.get(found.getSchema().getField(field).pos()))
                    .map(Object::toString)
                    .orElse("");
        }

        /// Whether it is an event of that type.
        public boolean isA(Class<? extends SpecificRecord> type) {
            return event.filter(type::isInstance).isPresent();
        }

        /// Whether it is an effect of that request, and no request itself.
        public boolean isEffectOf(String requestId) {
            return text("correlation_id").equals(requestId)
                    && !text("event_name").endsWith("-requested");
        }
    }

    private static final Set<String> ANSWERS = Set.of(
            "project-batch-encode",
            "project-incremental-rebuild",
            "key-rotation",
            "dependency-graph",
            "request-refused");

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordReader reader = RecordReader.offline();
    private final List<Seen> seen = new ArrayList<>();

    /// One that begins at the end of every topic of the catalogue.
    public Journal(String bootstrapServers) {
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
    public Seen await(Duration atMost, Predicate<Seen> wanted) {
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

    /// The answer to a request: its completion, or its refusal.
    public Seen answer(String requestId, Duration atMost) {
        return await(
                atMost, one -> one.text("request_id").equals(requestId) && ANSWERS.contains(one.text("event_name")));
    }

    /// Reads up to the end as of now, and returns all that was seen of a request's effects.
    public List<Seen> effects(String requestId) {
        return all().stream().filter(one -> one.isEffectOf(requestId)).toList();
    }

    /// Reads up to the end as of now, and returns all that was ever seen.
    public List<Seen> all() {
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
                .map(one -> one.kafka().topic() + " " + one.text("path") + one.text("reason") + one.text("detail"))
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
