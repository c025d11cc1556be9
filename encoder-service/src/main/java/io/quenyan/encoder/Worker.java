package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.project.grants.NotGrantedException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims work and does it, one piece after the other, until it is interrupted.
///
/// A refusal ends the batch. Anything else that goes wrong is taken as passing: the work is given back with a
/// pause that grows, until the batch's deadline; then it is refused as `EXPIRED`.
public final class Worker implements Runnable {

    /// How a worker waits for work without missing what comes while it looks.
    public interface Idle {
        /// Taken before looking for work.
        long ticket();

        /// Sleeps until there may be work that came after the ticket was taken.
        void await(long ticket) throws InterruptedException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

    private final String name;
    private final BatchStore store;
    private final Steps steps;
    private final Leases leases;
    private final Idle idle;
    private final Clock clock;
    private volatile boolean stopping;

    /// @param name of this worker, unique among all instances
    public Worker(String name, BatchStore store, Steps steps, Leases leases, Idle idle, Clock clock) {
        this.name = name;
        this.store = store;
        this.steps = steps;
        this.leases = leases;
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public void run() {
        Duration pause = SHORTEST_PAUSE;
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            try {
                long ticket = idle.ticket();
                Optional<Claim> claim = store.claim(name);
                if (claim.isPresent()) {
                    work(claim.get());
                } else {
                    idle.await(ticket);
                }
                pause = SHORTEST_PAUSE;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // The store failed, or the work was too much for the machine or ran into a defect: what is claimed
                // comes back when its lease ends, and counts as a crash. The worker stays.
                LOG.warn("worker waits worker={} pause={} cause={}", name, pause, e.toString());
                if (!sleep(pause)) {
                    return;
                }
                pause = longer(pause);
            }
        }
    }

    /// Asks the worker to end after the piece of work that it is at.
    public void stop() {
        stopping = true;
    }

    private void work(Claim claim) {
        try (Leases.Lease _ = leases.keep(claim)) {
            steps.take(claim);
        } catch (RefusedException e) {
            store.refused(claim, e.refusal());
        } catch (NotGrantedException e) {
            store.refused(claim, Refusal.of(e));
        } catch (RuntimeException e) {
            // Whatever a step throws that is no refusal may pass: it is tried again until the batch's deadline.
            LOG.warn(
                    "work failed batch={} kind={} task={} cause={}",
                    claim.batchId(),
                    claim.kind(),
                    claim.task(),
                    e.toString());
            giveBack(claim, e);
        }
    }

    private void giveBack(Claim claim, RuntimeException failure) {
        Batch batch = store.batch(claim.batchId());
        if (clock.instant().isAfter(batch.notAfter())) {
            store.refused(
                    claim,
                    new Refusal(
                            Reason.EXPIRED, "Not done by %s: %s".formatted(batch.notAfter(), failure.getMessage())));
            return;
        }
        Duration waited = Duration.between(batch.acceptedAt(), clock.instant());
        Duration pause = waited.dividedBy(4);
        store.release(claim, pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : min(pause, Duration.ofMinutes(1)));
    }

    private static Duration longer(Duration pause) {
        return min(pause.multipliedBy(2), Duration.ofSeconds(10));
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static boolean sleep(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
