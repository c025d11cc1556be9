package io.quenyan.outbox.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the leases of claims while they are worked on.
///
/// A lease that cannot be renewed does not stop the work: its result is stored once, whoever is first.
final class Leases<C> implements AutoCloseable {

    /// A lease that is being kept; closing it stops the renewals.
    interface Lease extends AutoCloseable {
        @Override
        void close();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Leases.class);

    private final Work<C> work;
    private final Duration length;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("leases").factory());

    /// @param length how long a claim is held without a renewal, by the database's clock
    Leases(Work<C> work, Duration length) {
        this.work = work;
        this.length = length;
    }

    Lease keep(C claim) {
        long period = length.dividedBy(3).toMillis();
        ScheduledFuture<?> renewals =
                timer.scheduleAtFixedRate(() -> renew(claim), period, period, TimeUnit.MILLISECONDS);
        return () -> renewals.cancel(false);
    }

    private void renew(C claim) {
        try {
            if (!work.renew(claim)) {
                LOG.info("lease ended claim={}", claim);
            }
        } catch (RuntimeException e) {
            // A timer that throws is never run again; the next renewal may succeed.
            LOG.warn("lease not renewed claim={} cause={}", claim, e.toString());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
