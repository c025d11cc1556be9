package io.quenyan.encoder.quarkus;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quenyan.encoder.BatchStore;
import io.quenyan.encoder.Leases;
import io.quenyan.encoder.Steps;
import io.quenyan.encoder.Worker;
import io.quenyan.encoder.postgres.WorkNotices;
import io.quenyan.outbox.kafka.Relay;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Starts the workers and the relay with the service, and stops them with it.
@Singleton
final class Lifecycle {

    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

    private final EncoderConfig config;
    private final BatchStore store;
    private final Steps steps;
    private final Clock clock;
    private final Relay relay;
    private final WorkNotices notices;
    private final Leases leases;
    private final List<Worker> workers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Lifecycle(EncoderConfig config, BatchStore store, Steps steps, Clock clock, Relay relay, WorkNotices notices) {
        this.config = config;
        this.store = store;
        this.steps = steps;
        this.clock = clock;
        this.relay = relay;
        this.notices = notices;
        this.leases = new Leases(store, config.encoder().lease());
    }

    void onStart(@Observes StartupEvent started) {
        relay.start();
        notices.start();
        String instance = UUID.randomUUID().toString();
        int count = config.encoder().workers().orElse(Runtime.getRuntime().availableProcessors());
        for (int i = 0; i < count; i++) {
            Worker worker = new Worker(instance + "/" + i, store, steps, leases, notices, clock);
            workers.add(worker);
            threads.add(Thread.ofPlatform().name("worker-" + i).daemon().start(worker));
        }
    }

    void onStop(@Observes ShutdownEvent stopping) throws InterruptedException {
        workers.forEach(Worker::stop);
        Instant latest = clock.instant().plus(LONGEST_STOP);
        for (Thread thread : threads) {
            Duration left = Duration.between(clock.instant(), latest);
            if (left.isPositive()) {
                thread.join(left);
            }
            thread.interrupt();
        }
        leases.close();
        notices.close();
        relay.close();
    }
}
