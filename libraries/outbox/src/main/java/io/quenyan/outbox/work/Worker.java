package io.quenyan.outbox.work;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Claims work and does it, one piece after the other, until it is interrupted.
final class Worker<C> implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String name;
    private final Work<C> work;
    private final Leases<C> leases;
    private final Idle idle;
    private volatile boolean stopping;

    /// @param name of this worker, unique among all instances
    Worker(String name, Work<C> work, Leases<C> leases, Idle idle) {
        this.name = name;
        this.work = work;
        this.leases = leases;
        this.idle = idle;
    }

    @Override
    public void run() {
        Duration pause = Pauses.SHORTEST;
        while (!stopping && !Thread.currentThread().isInterrupted()) {
            try {
                long ticket = idle.ticket();
                Optional<C> claim = work.claim(name);
                if (claim.isPresent()) {
                    take(claim.get());
                } else {
                    idle.await(ticket);
                }
                pause = Pauses.SHORTEST;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                // The store failed, or the work was too much for the machine or ran into a defect: what is claimed
                // comes back when its lease ends, and counts as a crash. The worker stays.
                LOG.warn("worker waits worker={} pause={} cause={}", name, pause, e.toString());
                if (!sleep(pause)) {
                    return;
                }
                pause = Pauses.min(pause.multipliedBy(2), LONGEST_PAUSE);
            }
        }
    }

    /// Asks the worker to end after the piece of work that it is at.
    void stop() {
        stopping = true;
    }

    private void take(C claim) {
        try (Leases.Lease _ = leases.keep(claim)) {
            work.take(claim);
        } catch (RuntimeException e) {
            work.failed(claim, e);
        }
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
