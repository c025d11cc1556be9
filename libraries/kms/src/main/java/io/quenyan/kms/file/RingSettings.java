package io.quenyan.kms.file;

import io.quenyan.kms.Pacing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How a key ring is kept.
///
/// @param actor who is named in its audit trail
/// @param rotationPeriod after which it wants a key rotated
public record RingSettings(String actor, Duration rotationPeriod, Clock clock, Pacing pacing) {

    private static final Duration PERIOD = Duration.ofDays(30);

    /// The usual: 30 days, as in the originals.
    public static RingSettings of(String actor) {
        return new RingSettings(actor, PERIOD, Clock.systemUTC(), Pacing.real());
    }

    /// The same under another clock.
    public RingSettings at(Clock other) {
        return new RingSettings(actor, rotationPeriod, other, pacing);
    }

    /// As precise as the store keeps it.
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
