package io.quenyan.encoder.kafka;

import io.quenyan.encoder.Arrival;
import io.quenyan.outbox.DatabaseRestoredException;
import io.quenyan.outbox.kafka.Patience;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes records in so that none of them can stop its partition.
///
/// What the database refuses is found by taking the records one at a time. The one that fails again is refused and
/// kept in the dead letters, or only kept if that fails too. If not even that can be stored, it was not the record.
final class CarefulIntake {

    private static final Logger LOG = LoggerFactory.getLogger(CarefulIntake.class);

    /// A record as it came, and what was read in it.
    record Received(ConsumerRecord<byte[], byte[]> raw, Arrival arrival) {}

    private final Arrival.Intake intake;
    private final RequestReader reader;

    CarefulIntake(Arrival.Intake intake, RequestReader reader) {
        this.intake = intake;
        this.reader = reader;
    }

    /// Takes all of them, waiting for the database if need be.
    void take(List<Received> received) {
        if (!tried(received.stream().map(Received::arrival).toList())) {
            received.forEach(this::takeAlone);
        }
    }

    private void takeAlone(Received one) {
        if (!tried(List.of(one.arrival())) && !tried(List.of(reader.unstorable(one.raw(), one.arrival())))) {
            store(List.of(reader.unanswered(one.raw(), one.arrival())));
        }
    }

    /// Whether the arrivals were stored; not, if the database refused them.
    private boolean tried(List<Arrival> arrivals) {
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

    private void store(List<Arrival> arrivals) {
        Patience.untilAvailable(() -> {
            intake.take(arrivals);
            return true;
        });
    }
}
