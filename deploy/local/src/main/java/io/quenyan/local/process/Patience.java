package io.quenyan.local.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waiting for things outside, which tell nobody when they are ready.
public final class Patience {

    private static final long FIRST_PAUSE_NANOS = 5_000_000;
    private static final long LONGEST_PAUSE_NANOS = 100_000_000;

    private Patience() {}

    /// Asks until the answer is yes, ever more slowly. Returns false when it still was no after `atMost`, or
    /// when this thread was interrupted.
    public static boolean until(Duration atMost, BooleanSupplier answer) {
        long end = System.nanoTime() + atMost.toNanos();
        long pause = FIRST_PAUSE_NANOS;
        while (!answer.getAsBoolean()) {
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(pause);
            pause = Math.min(pause * 3 / 2, LONGEST_PAUSE_NANOS);
        }
        return true;
    }
}
