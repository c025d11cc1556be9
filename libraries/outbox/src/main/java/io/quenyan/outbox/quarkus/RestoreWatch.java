package io.quenyan.outbox.quarkus;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quenyan.outbox.DatabaseRestoredException;
import io.quenyan.outbox.postgres.DatabaseUnavailableException;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.Transactions;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends the process when its database was restored from a copy under it, so that whoever supervises it starts it
/// again and it reads from where that database stands. It looks by itself: requests that were lost must not wait
/// until somebody asks for another.
@Singleton
final class RestoreWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int RESTORED = 1;

    private final Transactions transactions;
    private final KnownOffsets known;
    private final Thread thread =
            Thread.ofPlatform().name("restore-watch").daemon().unstarted(this::watch);

    RestoreWatch(Transactions transactions, KnownOffsets known) {
        this.transactions = transactions;
        this.known = known;
    }

    void onStart(@Observes StartupEvent started) {
        thread.start();
    }

    void onStop(@Observes ShutdownEvent stopping) {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (!look()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether the end was ordered.
    private boolean look() {
        try {
            transactions.run(known::check);
            return false;
        } catch (DatabaseRestoredException e) {
            LOG.error("the service ends, to start again from its database cause={}", e.getMessage());
            Quarkus.asyncExit(RESTORED);
            return true;
        } catch (DatabaseUnavailableException e) {
            LOG.debug("the database is not there to be looked at", e);
            return false;
        }
    }
}
