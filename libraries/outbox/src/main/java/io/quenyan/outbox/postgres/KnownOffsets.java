package io.quenyan.outbox.postgres;

import io.quenyan.outbox.DatabaseRestoredException;
import io.quenyan.outbox.Position;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How far this process knows its database to have consumed. A database that holds less was restored from a copy
/// while the process ran: its consumer stands beyond records that this database never saw, and must not go on.
///
/// Kept in memory only, so that a process which starts again takes the database's word.
public final class KnownOffsets {

    private record Partition(String topicId, int number) {}

    private final Map<Partition, Long> known = new ConcurrentHashMap<>();

    /// Notes that the database has consumed all before `next`; less than is known changes nothing.
    public void note(String topicId, int partition, long next) {
        known.merge(new Partition(topicId, partition), next, Math::max);
    }

    /// Notes that `position` was consumed by a transaction that committed.
    public void note(Position position) {
        note(position.topicId(), position.partition(), position.offset() + 1);
    }

    /// Holds the database against what is known of it; to be called before a transaction consumes.
    ///
    /// @throws DatabaseRestoredException if the database holds less
    public void check(Transaction transaction) {
        Map<Partition, Long> expected = Map.copyOf(known);
        Map<Partition, Long> held = new HashMap<>();
        transaction
                .rows("select topic_id, partition, next_offset from consumed_offset", Map.of())
                .forEach(row -> held.put(
                        new Partition((String) row[0], ((Number) row[1]).intValue()), ((Number) row[2]).longValue()));
        expected.forEach((partition, next) -> {
            long holds = held.getOrDefault(partition, 0L);
            if (holds < next) {
                throw new DatabaseRestoredException(partition.number(), next, holds);
            }
        });
    }
}
