package io.quenyan.kms;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Time that passes, and waiting for it. Tests have one in which waiting takes none.
public interface Pacing {

    /// Nanoseconds since some moment; never goes back.
    long nanos();

    /// Returns after `duration`, or early when the thread was interrupted.
    void pause(Duration duration);

    /// The machine's.
    static Pacing real() {
        return new Pacing() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pause(Duration duration) {
                LockSupport.parkNanos(duration.toNanos());
            }
        };
    }
}
