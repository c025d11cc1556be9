package io.quenyan.outbox.postgres;

import io.quenyan.outbox.Position;
import java.util.Map;
import java.util.OptionalLong;

/// How far this service has consumed each partition. The database's word counts, not Kafka's: after a restore from
/// a copy the service reads again what the copy does not know.
public final class ConsumedOffsets {

    private ConsumedOffsets() {}

    /// The next offset to consume, unless nothing was consumed yet.
    public static OptionalLong next(Transaction transaction, String topicId, int partition) {
        return transaction
                .row("""
                select next_offset from consumed_offset
                 where topic_id = :topic and partition = :partition""", Map.of("topic", topicId, "partition", partition))
                .map(row -> OptionalLong.of(((Number) row[0]).longValue()))
                .orElseGet(OptionalLong::empty);
    }

    /// Takes `position` as consumed by this transaction. False if another transaction already did, so that its
    /// effects must not be made again; two instances that hold one partition for a moment are told apart here.
    public static boolean take(Transaction transaction, Position position) {
        return transaction.execute(
                        """
                insert into consumed_offset (topic_id, partition, topic, next_offset)
                values (:id, :partition, :topic, :next)
                on conflict (topic_id, partition) do update set next_offset = excluded.next_offset
                 where consumed_offset.next_offset < excluded.next_offset""",
                        Map.of(
                                "id", position.topicId(),
                                "partition", position.partition(),
                                "topic", position.topic(),
                                "next", position.offset() + 1))
                == 1;
    }
}
