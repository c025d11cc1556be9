package io.quenyan.state.quarkus;

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
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Everything that a `read_committed` consumer has seen on all topics since it started. It outlives the broker.
final class Journal implements AutoCloseable {

    /// A record that was seen.
    record Seen(String topic, Optional<SpecificRecord> event) {

        /// A field of the event, as text; empty if there is none.
        String text(String name) {
            Schema.Field field =
                    event.map(found -> found.getSchema().getField(name)).orElse(null);
            return field == null ? "" : String.valueOf(event.orElseThrow().get(field.pos()));
        }

        boolean isA(Class<? extends SpecificRecord> type) {
            return event.filter(type::isInstance).isPresent();
        }
    }

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordReader reader = RecordReader.offline();
    private final List<Seen> seen = new ArrayList<>();

    Journal(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().consumerSettings());
        settings.put("bootstrap.servers", bootstrapServers);
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
                throw new AssertionError("Not seen within %s; of %d records the last are %s"
                        .formatted(
                                atMost,
                                seen.size(),
                                seen.subList(Math.max(0, seen.size() - 3), seen.size()).stream()
                                        .map(one -> one.topic() + " " + one.text("reason") + one.text("detail"))
                                        .toList()));
            }
            poll();
        }
    }

    /// The answer to a request.
    Seen answer(String requestId, Duration atMost) {
        List<String> answers = List.of("project-incremental-rebuild", "project-batch-encode", "request-refused");
        return await(
                atMost, one -> one.text("request_id").equals(requestId) && answers.contains(one.text("event_name")));
    }

    /// Reads up to the end as of now, and returns what was seen of a request by state-service.
    List<Seen> effects(String requestId) {
        return all().stream()
                .filter(one -> one.text("request_id").equals(requestId)
                        && one.text("event_source").startsWith("state-service/"))
                .toList();
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
            Map<String, byte[]> headers = new HashMap<>();
            one.headers().forEach(header -> headers.put(header.key(), header.value()));
            Optional<SpecificRecord> event =
                    reader.read(one.topic(), one.value(), headers) instanceof ReadResult.Readable(SpecificRecord found)
                            ? Optional.of(found)
                            : Optional.empty();
            seen.add(new Seen(one.topic(), event));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
