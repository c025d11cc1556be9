package io.quenyan.outbox.work;

import java.time.Duration;
import java.time.Instant;

/// How long work that failed rests before it is tried again.
public final class Pauses {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private Pauses() {}

    /// A quarter of what was waited for it already, between a second and a minute.
    public static Duration after(Instant acceptedAt, Instant now) {
        Duration pause = Duration.between(acceptedAt, now).dividedBy(4);
        return pause.compareTo(SHORTEST) < 0 ? SHORTEST : min(pause, LONGEST);
    }

    static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
