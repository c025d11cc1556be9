package io.quenyan.outbox.work;

/// How a worker waits for work without missing what comes while it looks.
public interface Idle extends AutoCloseable {

    /// Begins to listen for news of work.
    void start();

    /// Taken before looking for work.
    long ticket();

    /// Sleeps until there may be work that came after the ticket was taken.
    void await(long ticket) throws InterruptedException;

    @Override
    void close();
}
