package io.quenyan.outbox.kafka;

import io.quenyan.outbox.OutgoingRecord;
import org.jspecify.annotations.Nullable;

/// Turns the value that waits in the outbox into the bytes that Kafka gets.
@FunctionalInterface
public interface Framing {

    /// The value of the Kafka record; null stays null.
    ///
    /// @throws NotYetException while the schema's id cannot be had; the record waits
    byte @Nullable [] frame(OutgoingRecord outgoing);

    /// The registry is down, or does not know the schema yet.
    final class NotYetException extends RuntimeException {
        public NotYetException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
