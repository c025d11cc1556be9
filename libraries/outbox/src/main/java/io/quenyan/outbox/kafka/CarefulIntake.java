package io.quenyan.outbox.kafka;

import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.DatabaseRestoredException;
import io.quenyan.outbox.Failpoint;
import io.quenyan.outbox.Intake;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All that a listener does: it takes the records of a topic in so that none of them can stop its partition, and
/// returns once they and their offsets are committed together. While registry or database are down it waits, and
/// the channel pauses behind it.
///
/// What the database refuses is found by taking the records one at a time. The one that fails again is refused and
/// kept in the dead letters, or only kept if that fails too. If not even that can be stored, it was not the record.
public final class CarefulIntake<T> {

    private static final Logger LOG = LoggerFactory.getLogger(CarefulIntake.class);

    private record Received<T>(ConsumerRecord<byte[], byte[]> raw, Arrival<T> arrival) {}

    private final ArrivalReader<T> reader;
    private final Intake<T> intake;
    private final TopicIds topicIds;

    public CarefulIntake(ArrivalReader<T> reader, Intake<T> intake, TopicIds topicIds) {
        this.reader = reader;
        this.intake = intake;
        this.topicIds = topicIds;
    }

    /// Takes all of them, waiting if need be.
    public void take(ConsumerRecords<byte[], byte[]> records) {
        List<Received<T>> received = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> one : records) {
            received.add(new Received<>(
                    one,
                    Patience.until(
                            RegistryUnavailableException.class, () -> reader.read(one, topicIds.of(one.topic())))));
        }
        if (received.isEmpty()) {
            return;
        }
        Failpoint.reached("record.consumed");
        if (!tried(received.stream().map(Received::arrival).toList())) {
            received.forEach(this::takeAlone);
        }
        Failpoint.reached("record.committed");
    }

    private void takeAlone(Received<T> one) {
        if (tried(List.of(one.arrival()))) {
            return;
        }
        List<Arrival<T>> instead = reader.instead(one.raw(), one.arrival());
        for (Arrival<T> other : instead.subList(0, instead.size() - 1)) {
            if (tried(List.of(other))) {
                return;
            }
        }
        store(List.of(instead.getLast()));
    }

    /// Whether the arrivals were stored; not, if the database refused them.
    private boolean tried(List<Arrival<T>> arrivals) {
        try {
            store(arrivals);
            return true;
        } catch (DatabaseRestoredException | InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error(
                    "not stored records={} first={}",
                    arrivals.size(),
                    arrivals.getFirst().position(),
                    e);
            return false;
        }
    }

    private void store(List<Arrival<T>> arrivals) {
        Patience.untilAvailable(() -> {
            intake.take(arrivals);
            return true;
        });
    }
}
