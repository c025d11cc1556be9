package io.quenyan.outbox.kafka;

import io.quenyan.outbox.postgres.DatabaseUnavailableException;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a listener waits while what it needs is down: it holds its records, and the channel pauses behind it.
public final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private Patience() {}

    /// Does `work`, again and again until the database lets it. The work must be repeatable.
    public static <T> T untilAvailable(Supplier<T> work) {
        return until(DatabaseUnavailableException.class, work);
    }

    /// Does `work`, again and again while it fails with `passing`. Any other failure is thrown.
    public static <T> T until(Class<? extends RuntimeException> passing, Supplier<T> work) {
        Duration pause = FIRST;
        while (true) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (!passing.isInstance(e)) {
                    throw e;
                }
                LOG.warn("waiting pause={} cause={}", pause, e.getMessage());
                sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST) < 0 ? pause.multipliedBy(2) : LONGEST;
            }
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }
}
