package io.quenyan.outbox.postgres;

import io.quenyan.outbox.Fault;

/// What a service does with what arrives on a topic, in the transaction that consumes it. Each is called once for
/// a record, however often it arrives.
public interface Acceptance<T> {

    /// Locks the row of the project or key that it is about, which keeps the order of what is told about that.
    void lock(Transaction transaction, T content);

    /// Stores what follows of it: rows, work, answers.
    void accept(Transaction transaction, T content);

    /// Answers a request that cannot be accepted. Events never come here.
    void refuse(Transaction transaction, T content, Fault fault);

    /// Of events: they are accepted, and there is nobody to refuse.
    interface OfEvents<T> extends Acceptance<T> {
        @Override
        default void refuse(Transaction transaction, T content, Fault fault) {
            throw new IllegalStateException("An event cannot be refused: " + fault);
        }
    }
}
