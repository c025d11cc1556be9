package io.quenyan.outbox.kafka;

import io.quenyan.outbox.Failpoint;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.RelayRecovery.Committed;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Sends shipments, each in one Kafka transaction together with its number.
///
/// The number is an offset of a group that nobody joins, on a topic that nobody writes: it commits with the
/// records or not at all. The transactional id is fixed per service, so a relay that was thought dead is fenced by
/// the next.
final class RelayProducer implements AutoCloseable {

    private static final int MAX_REQUEST_BYTES = 4 * 1024 * 1024;

    private final KafkaProducer<byte @Nullable [], byte @Nullable []> producer;
    private final Map<String, Object> cluster;
    private final String group;
    private final TopicPartition position;

    /// Takes the transactional id over; whoever held it before is fenced.
    RelayProducer(Map<String, Object> cluster, String service, String positionTopic) {
        this.cluster = Map.copyOf(cluster);
        this.group = "quenyan.relay." + service;
        this.position = new TopicPartition(positionTopic, 0);
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 25_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// The number and lineage of the last shipment that Kafka committed. Asked with stable offsets, so that a
    /// transaction still in doubt is waited for.
    @Nullable
    Committed committed() {
        Map<String, Object> settings = new HashMap<>(cluster);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, group + "-" + UUID.randomUUID());
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            OffsetAndMetadata found = reader.committed(Set.of(position)).get(position);
            return found == null ? null : new Committed(found.metadata(), found.offset());
        }
    }

    /// Sends `records` as shipment `number`: all of them and the number, or nothing.
    void send(List<OutgoingRecord> records, List<byte @Nullable []> values, Committed number) {
        write(records, values, number);
        Failpoint.reached("relay.sent");
        producer.commitTransaction();
    }

    /// Writes all of it into a transaction that nobody sees yet.
    void write(List<OutgoingRecord> records, List<byte @Nullable []> values, Committed number) {
        producer.beginTransaction();
        for (int i = 0; i < records.size(); i++) {
            // A record that cannot be sent fails the commit.
            var _ = producer.send(kafkaRecord(records.get(i), values.get(i)));
        }
        producer.sendOffsetsToTransaction(
                Map.of(position, new OffsetAndMetadata(number.shipment(), number.lineage())),
                new ConsumerGroupMetadata(group));
        producer.flush();
    }

    private static ProducerRecord<byte @Nullable [], byte @Nullable []> kafkaRecord(
            OutgoingRecord outgoing, byte @Nullable [] value) {
        ProducerRecord<byte @Nullable [], byte @Nullable []> kafkaRecord = new ProducerRecord<>(
                outgoing.topic(), null, outgoing.occurredAt().toEpochMilli(), outgoing.key(), value);
        outgoing.headers().forEach(header -> kafkaRecord.headers().add(header.name(), header.value()));
        return kafkaRecord;
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
