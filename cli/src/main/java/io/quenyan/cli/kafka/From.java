package io.quenyan.cli.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// Where reading begins.
public sealed interface From {

    /// At the first record that is kept.
    record Earliest() implements From {}

    /// At the records that come after now.
    record Latest() implements From {}

    /// At the first record that occurred then or later.
    record At(Instant time) implements From {}

    /// Clocks of requester and cluster may differ by this much.
    Duration SKEW = Duration.ofMinutes(1);

    /// Where the answer of a request can be at the earliest: a minute before its id was drawn, if the id tells
    /// (UUIDv7).
    static From request(String requestId) {
        try {
            UUID id = UUID.fromString(requestId);
            return id.version() == 7
                    ? new At(Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16)
                            .minus(SKEW))
                    : new Earliest();
        } catch (IllegalArgumentException e) {
            return new Earliest();
        }
    }
}
