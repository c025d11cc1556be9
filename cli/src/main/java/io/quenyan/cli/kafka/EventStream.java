package io.quenyan.cli.kafka;

import io.quenyan.event.ReadResult;
import io.quenyan.event.RecordReader;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.event.registry.SchemaRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/// Log events of a cluster: all partitions of the topics, without a group, `read_committed`.
///
/// The positions are taken when the stream is opened, so that what is produced after that is seen. A registry that is
/// down does not hide events: the released schemas in the jar are used in its place.
public final class EventStream implements AutoCloseable {

    private static final Duration STEP = Duration.ofMillis(500);

    private final Consumer<byte[], byte[]> consumer;
    private final RecordReader online;
    private final RecordReader offline = RecordReader.offline();
    private final Map<TopicPartition, Long> ends;

    private EventStream(Consumer<byte[], byte[]> consumer, RecordReader online, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.online = online;
        this.ends = ends;
    }

    /// Opens the topics of the catalogue that `wanted` takes and the cluster has.
    public static EventStream open(Cluster cluster, Predicate<Topic> wanted, From from) {
        Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                cluster.consumerSettings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = partitions(consumer.listTopics(), wanted);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            starts(consumer, partitions, ends, from).forEach(consumer::seek);
            return new EventStream(consumer, RecordReader.with(SchemaRegistry.at(cluster.registry())), ends);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static List<TopicPartition> partitions(Map<String, List<PartitionInfo>> present, Predicate<Topic> wanted) {
        return TopicCatalogue.load().topics().stream()
                .filter(topic -> topic.record() != null)
                .filter(wanted)
                .flatMap(topic -> present.getOrDefault(topic.name(), List.of()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }

    private static Map<TopicPartition, Long> starts(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, Map<TopicPartition, Long> ends, From from) {
        return switch (from) {
            case From.Earliest() -> consumer.beginningOffsets(partitions);
            case From.Latest() -> ends;
            case From.At(Instant time) -> at(consumer, partitions, ends, time);
        };
    }

    private static Map<TopicPartition, Long> at(
            Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions,
            Map<TopicPartition, Long> ends,
            Instant time) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        consumer.offsetsForTimes(asked).forEach((partition, found) -> {
            if (found instanceof OffsetAndTimestamp first) {
                starts.put(partition, first.offset());
            }
        });
        return starts;
    }

    /// Whether the cluster has any of the topics.
    public boolean isEmpty() {
        return ends.isEmpty();
    }

    /// Whether everything that was there when the stream was opened has been read.
    public boolean caughtUp() {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /// Waits for records, at most this long.
    public List<SeenEvent> poll(Duration most) {
        List<SeenEvent> seen = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> found : consumer.poll(most)) {
            seen.add(new SeenEvent(
                    found.topic(),
                    found.partition(),
                    found.offset(),
                    Instant.ofEpochMilli(found.timestamp()),
                    read(found)));
        }
        return seen;
    }

    /// Waits for the first event that `wanted` takes; empty when none came in time.
    public Optional<SeenEvent> await(Predicate<SeenEvent> wanted, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        do {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            Optional<SeenEvent> found = poll(left.compareTo(STEP) < 0 ? left : STEP).stream()
                    .filter(wanted)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    private ReadResult read(ConsumerRecord<byte[], byte[]> found) {
        Map<String, byte[]> headers = new HashMap<>();
        for (Header header : found.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), header.value());
            }
        }
        try {
            return online.read(found.topic(), found.value(), headers);
        } catch (RegistryUnavailableException e) {
            return offline.read(found.topic(), found.value(), headers);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
