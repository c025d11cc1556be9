package io.quenyan.outbox.work;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// The workers of this instance.
///
/// @param <C> a claim of the service
public final class Workers<C> implements AutoCloseable {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

    private final int count;
    private final Work<C> work;
    private final Leases<C> leases;
    private final Idle idle;
    private final List<Worker<C>> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /// @param count how many pieces of work are done at once
    /// @param lease how long a claim is held without a renewal, by the database's clock
    public Workers(int count, Work<C> work, Duration lease, Idle idle) {
        this.count = count;
        this.work = work;
        this.leases = new Leases<>(work, lease);
        this.idle = idle;
    }

    /// Starts them.
    public void start() {
        idle.start();
        String instance = UUID.randomUUID().toString();
        for (int i = 0; i < count; i++) {
            Worker<C> worker = new Worker<>(instance + "/" + i, work, leases, idle);
            workers.add(worker);
            threads.add(Thread.ofPlatform().name("worker-" + i).daemon().start(worker));
        }
    }

    /// Lets them end what they are at, for a few seconds; what is not done by then is claimed by others.
    @Override
    public void close() {
        workers.forEach(Worker::stop);
        Instant latest = Instant.now().plus(LONGEST_STOP);
        try {
            for (Thread thread : threads) {
                Duration left = Duration.between(Instant.now(), latest);
                if (left.isPositive()) {
                    thread.join(left);
                }
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        leases.close();
        idle.close();
    }
}
