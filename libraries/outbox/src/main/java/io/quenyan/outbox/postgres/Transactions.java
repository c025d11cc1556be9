package io.quenyan.outbox.postgres;

import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Runs Hibernate Reactive transactions from worker threads, as plain blocking code.
///
/// The body runs on a virtual thread; each of its statements hops to the session's event loop and waits there for
/// its result. So the body reads in order, and no event loop is ever blocked. A body that throws rolls back.
public final class Transactions implements AutoCloseable {

    private static final Set<String> PASSING = Set.of("08", "25006", "28", "3D000", "40", "42501", "42P01", "53", "57");

    private final Mutiny.SessionFactory sessions;
    private final Misconfiguration misconfiguration = new Misconfiguration(Clock.systemUTC());
    private final ExecutorService bodies = Executors.newVirtualThreadPerTaskExecutor();

    public Transactions(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /// Runs `body` in one transaction and returns what it returns, after the commit.
    ///
    /// @throws DatabaseUnavailableException if the database is down or wants the transaction tried again
    public <T> T call(Function<Transaction, T> body) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> sessions.withTransaction(session -> run(session, body)));
        } catch (RuntimeException | Error e) {
            throw translated(e);
        } catch (Throwable e) {
            throw translated(new IllegalStateException(e));
        }
    }

    /// Runs `body` in one transaction.
    public void run(Consumer<Transaction> body) {
        call(transaction -> {
            body.accept(transaction);
            return true;
        });
    }

    /// What somebody has to put right in the database before transactions succeed, if anything is known: a name or
    /// a right that is not there.
    public Optional<String> misconfiguration() {
        return misconfiguration.current();
    }

    private <T> Uni<T> run(Mutiny.Session session, Function<Transaction, T> body) {
        Context loop = Objects.requireNonNull(Vertx.currentContext(), "Sessions live on an event loop");
        return Uni.createFrom()
                .item(() -> body.apply(new Transaction(session, loop)))
                .runSubscriptionOn(bodies)
                .emitOn(command -> loop.runOnContext(_ -> command.run()));
    }

    private RuntimeException translated(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnavailableException unavailable) {
                return unavailable;
            }
            if (mayPass(cause)) {
                return new DatabaseUnavailableException(cause);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    /// Connection exceptions (08), insufficient resources (53), operator intervention (57), rollbacks (40): the
    /// classes of PostgreSQL's Appendix A after which the same transaction may succeed. Authentication (28) too:
    /// it fails while a database is being restored, as do the names and rights that such a database lacks yet. And
    /// read only (25006), as a replica is that was not promoted yet.
    private boolean mayPass(Throwable cause) {
        return switch (cause) {
            case PgException answered -> mayPass(answered.getSqlState(), answered.getMessage());
            // As Hibernate passes PostgreSQL's answer on where a statement failed.
            case SQLException answered -> mayPass(answered.getSQLState(), answered.getMessage());
            default ->
                cause instanceof IOException || cause instanceof TimeoutException || cause instanceof VertxException;
        };
    }

    private boolean mayPass(@Nullable String sqlState, @Nullable String message) {
        if (sqlState != null) {
            misconfiguration.note(sqlState, message);
        }
        return sqlState != null && PASSING.stream().anyMatch(sqlState::startsWith);
    }

    @Override
    public void close() {
        bodies.close();
    }
}
