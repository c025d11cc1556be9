package io.quenyan.outbox.postgres;

import io.quenyan.outbox.work.Idle;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Wakes idle workers when there is work, by PostgreSQL's notifications; without one they look once a second, so
/// that work whose lease or pause has ended is found too.
public final class WorkNotices implements Idle {

    private static final Logger LOG = LoggerFactory.getLogger(WorkNotices.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Connections connections;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private long notices;
    private final Thread listener =
            Thread.ofPlatform().name("work-notices").daemon().unstarted(this::listen);

    public WorkNotices(Connections connections) {
        this.connections = connections;
    }

    @Override
    public void start() {
        listener.start();
    }

    @Override
    public long ticket() {
        lock.lock();
        try {
            return notices;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void await(long ticket) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = LOOK.toNanos();
            while (notices == ticket && left > 0) {
                left = news.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void listen() {
        while (!listener.isInterrupted()) {
            try (Connection connection = connections.open();
                    Statement statement = connection.createStatement()) {
                statement.execute("listen quenyan_work");
                while (!listener.isInterrupted()) {
                    if (connection.unwrap(PGConnection.class).getNotifications((int) LOOK.toMillis()).length > 0) {
                        wakeAll();
                    }
                }
            } catch (SQLException e) {
                LOG.warn("notices are off, work is polled cause={}", e.toString());
                try {
                    Thread.sleep(LOOK);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void wakeAll() {
        lock.lock();
        try {
            notices++;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        listener.interrupt();
    }
}
