package io.quenyan.kms.aws;

import io.quenyan.kms.Pacing;
import java.time.Duration;

/// The time that one question may take, with everything that is asked on the way.
record Budget(Pacing pacing, long end) {

    static Budget of(Pacing pacing, Duration duration) {
        return new Budget(pacing, pacing.nanos() + duration.toNanos());
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, end - pacing.nanos()));
    }

    /// Waits, unless there is no time for it. Returns whether it did.
    boolean pause(Duration duration) {
        if (duration.compareTo(left()) >= 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        pacing.pause(duration);
        return true;
    }
}
