package io.quenyan.outbox.kafka;

import io.quenyan.outbox.postgres.ConsumedOffsets;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.Transactions;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/// Starts each assigned partition where the database says that this service stopped.
///
/// While the database is down the assignment waits for it: consuming from anywhere else would lose or repeat.
public final class SeekToDatabase implements KafkaConsumerRebalanceListener {

    private final Transactions transactions;
    private final TopicIds topicIds;
    private final KnownOffsets known;

    /// @param known learns from where each partition is consumed
    public SeekToDatabase(Transactions transactions, TopicIds topicIds, KnownOffsets known) {
        this.transactions = transactions;
        this.topicIds = topicIds;
        this.known = known;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Set<String> topics = partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Patience.until(KafkaException.class, () -> topicIds.refresh(topics));
        for (TopicPartition partition : partitions) {
            OptionalLong next = Patience.untilAvailable(() -> transactions.call(transaction ->
                    ConsumedOffsets.next(transaction, topicIds.of(partition.topic()), partition.partition())));
            if (next.isPresent()) {
                known.note(topicIds.of(partition.topic()), partition.partition(), next.getAsLong());
                consumer.seek(partition, next.getAsLong());
            } else {
                consumer.seekToBeginning(Set.of(partition));
            }
        }
    }
}
