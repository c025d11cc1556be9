package io.quenyan.kms;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Time in which waiting takes none: it passes by being waited for, and otherwise as it does.
public class TestPacing implements Pacing {

    private final AtomicLong waited = new AtomicLong();

    @Override
    public long nanos() {
        return System.nanoTime() + waited.get();
    }

    @Override
    public void pause(Duration duration) {
        waited.addAndGet(duration.toNanos());
    }

    /// What was waited altogether.
    public Duration waited() {
        return Duration.ofNanos(waited.get());
    }
}
