package io.quenyan.outbox.quarkus;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quenyan.outbox.kafka.Relay;
import io.quenyan.outbox.work.Workers;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

/// Starts the relay and the service's workers, if it has any, with the service, and stops them with it.
@Singleton
final class Lifecycle {

    private final Relay relay;
    private final Instance<Workers<?>> workers;

    Lifecycle(Relay relay, Instance<Workers<?>> workers) {
        this.relay = relay;
        this.workers = workers;
    }

    void onStart(@Observes StartupEvent started) {
        relay.start();
        workers.forEach(Workers::start);
    }

    void onStop(@Observes ShutdownEvent stopping) {
        workers.forEach(Workers::close);
        relay.close();
    }
}
