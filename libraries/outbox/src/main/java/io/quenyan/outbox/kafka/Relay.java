package io.quenyan.outbox.kafka;

import io.quenyan.outbox.Failpoint;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.RelayRecovery;
import io.quenyan.outbox.RelayRecovery.Committed;
import io.quenyan.outbox.RelayRecovery.Remembered;
import io.quenyan.outbox.postgres.Connections;
import io.quenyan.outbox.postgres.RelayTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the outbox of one service to Kafka: every row once for a `read_committed` consumer, in order.
///
/// One relay of a service leads, the others stand by. A shipment is assigned in the database, sent in one Kafka
/// transaction together with its number, and then deleted. A relay that dies between any two of these finds out by
/// the number ([RelayRecovery]). Whatever goes wrong, the relay lets go of everything and starts again from there.
public final class Relay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration STANDBY = Duration.ofSeconds(1);

    private final String service;
    private final Connections connections;
    private final Map<String, Object> cluster;
    private final String positionTopic;
    private final Framing framing;
    private final Thread thread;
    private volatile boolean leading;

    /// @param service name of the service, part of the transactional id and of the lock
    /// @param cluster Kafka client settings that say where the cluster is
    public Relay(
            String service,
            Connections connections,
            Map<String, Object> cluster,
            String positionTopic,
            Framing framing) {
        this.service = service;
        this.connections = connections;
        this.cluster = cluster;
        this.positionTopic = positionTopic;
        this.framing = framing;
        this.thread = Thread.ofPlatform().name("relay-" + service).daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Whether this instance is the one that ships.
    public boolean leading() {
        return leading;
    }

    private void run() {
        while (!thread.isInterrupted()) {
            try {
                standAndShip();
            } catch (InterruptedException | InterruptException e) {
                return;
            } catch (SQLException | RuntimeException | Error e) {
                // Whatever it was, its traces are in the database and in Kafka, and recovery reads both. An error
                // too: a thread that ended would leave the outbox standing while all else looks well.
                LOG.warn("relay starts again service={} cause={}", service, e.toString());
                if (!pause()) {
                    return;
                }
            } finally {
                leading = false;
            }
        }
    }

    private void standAndShip() throws SQLException, InterruptedException {
        try (Connection connection = connections.open()) {
            RelayTable table = new RelayTable(connection);
            while (!table.lead(service)) {
                Thread.sleep(STANDBY);
            }
            try (RelayProducer producer = new RelayProducer(cluster, service, positionTopic)) {
                recover(table, producer);
                leading = true;
                while (!thread.isInterrupted()) {
                    shipOrWait(table, producer);
                }
            }
        }
    }

    private void recover(RelayTable table, RelayProducer producer) throws SQLException, InterruptedException {
        Remembered remembered = table.remembered();
        RelayRecovery recovery = RelayRecovery.of(remembered, producer.committed());
        LOG.info("relay leads service={} shipment={} recovery={}", service, remembered.shipment(), recovery);
        switch (recovery) {
            case RelayRecovery.Ready() -> {}
            case RelayRecovery.AlreadySent() -> table.mark();
            case RelayRecovery.SendAgain() -> sendOpen(table, producer);
            case RelayRecovery.NewLineage(long shipment) -> {
                table.startLineage(shipment);
                LOG.warn("relay lineage restarted, event ids may repeat service={} shipment={}", service, shipment);
                if (table.remembered().open()) {
                    sendOpen(table, producer);
                }
            }
        }
    }

    private void shipOrWait(RelayTable table, RelayProducer producer) throws SQLException, InterruptedException {
        if (table.assign()) {
            Failpoint.reached("relay.assigned");
            sendOpen(table, producer);
        } else {
            table.awaitNews(IDLE);
        }
    }

    private void sendOpen(RelayTable table, RelayProducer producer) throws SQLException, InterruptedException {
        Remembered remembered = table.remembered();
        List<OutgoingRecord> records = table.open();
        List<byte @Nullable []> values = framed(records);
        producer.send(records, values, new Committed(remembered.lineage(), remembered.shipment()));
        Failpoint.reached("relay.kafka-committed");
        table.mark();
        Failpoint.reached("relay.marked");
    }

    private List<byte @Nullable []> framed(List<OutgoingRecord> records) throws InterruptedException {
        while (true) {
            try {
                List<byte @Nullable []> values = new ArrayList<>(records.size());
                records.forEach(outgoing -> values.add(framing.frame(outgoing)));
                return values;
            } catch (Framing.NotYetException e) {
                LOG.warn("relay waits for the registry service={} cause={}", service, e.getMessage());
                Thread.sleep(STANDBY);
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(STANDBY);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Stops shipping. What is open is found by the next relay.
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
