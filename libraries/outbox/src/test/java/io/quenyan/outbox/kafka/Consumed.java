package io.quenyan.outbox.kafka;

import io.quenyan.outbox.Platform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// What a `read_committed` consumer sees from now on.
final class Consumed implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();

    Consumed(List<String> topics) {
        Map<String, Object> settings = new HashMap<>(Platform.cluster());
        settings.put("isolation.level", "read_committed");
        consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.endOffsets(partitions).forEach(consumer::seek);
    }

    /// The next record.
    ConsumerRecord<byte[], byte[]> next() {
        Instant latest = Instant.now().plus(PATIENCE);
        while (waiting.isEmpty()) {
            if (Instant.now().isAfter(latest)) {
                throw new AssertionError("No record within " + PATIENCE);
            }
            consumer.poll(Duration.ofMillis(200)).forEach(waiting::add);
        }
        return waiting.remove();
    }

    /// The values of the next `count` records, as text.
    List<String> values(int count) {
        List<String> values = new ArrayList<>();
        while (values.size() < count) {
            values.add(new String(next().value(), StandardCharsets.UTF_8));
        }
        return values;
    }

    /// What is there besides, up to the end as of now.
    List<ConsumerRecord<byte[], byte[]>> rest() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        List<ConsumerRecord<byte[], byte[]>> rest = new ArrayList<>(waiting);
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(rest::add);
        }
        return rest;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
