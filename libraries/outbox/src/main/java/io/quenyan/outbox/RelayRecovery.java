package io.quenyan.outbox;

import org.jspecify.annotations.Nullable;

/// What a relay does first, once it leads: it compares the shipment number in its database with the number that
/// Kafka committed together with the last shipment's records.
public sealed interface RelayRecovery {

    /// Nothing is open: go on with the next number.
    record Ready() implements RelayRecovery {}

    /// The open shipment did reach Kafka; only its rows are left to delete.
    record AlreadySent() implements RelayRecovery {}

    /// The open shipment never reached Kafka: send it, under its own number.
    record SendAgain() implements RelayRecovery {}

    /// Kafka has seen shipments that this database does not know: it was restored from a copy. The relay takes a
    /// new lineage and goes on above Kafka's number; what was open is sent again, and may be a repeat.
    record NewLineage(long shipment) implements RelayRecovery {}

    /// What the database remembers.
    ///
    /// @param shipment number of the last shipment that was assigned, 0 before the first
    /// @param open whether that shipment's rows are still there
    record Remembered(String lineage, long shipment, boolean open) {
        public Remembered {
            if (shipment < 0 || (open && shipment == 0)) {
                throw new IllegalArgumentException("Shipment %d cannot be open=%s".formatted(shipment, open));
            }
        }
    }

    /// What Kafka remembers: the offset and the metadata that were committed with the last shipment.
    record Committed(String lineage, long shipment) {}

    /// Decides. Total: there is an answer to every pair.
    static RelayRecovery of(Remembered database, @Nullable Committed kafka) {
        if (kafka != null && (!kafka.lineage().equals(database.lineage()) || kafka.shipment() > database.shipment())) {
            return new NewLineage(Math.max(kafka.shipment(), database.shipment()) + 1);
        }
        if (!database.open()) {
            return new Ready();
        }
        return kafka != null && kafka.shipment() == database.shipment() ? new AlreadySent() : new SendAgain();
    }
}
