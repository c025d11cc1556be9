package io.quenyan.outbox;

/// The database has consumed less than it had: it was restored from a copy under this process. Only a process that
/// starts again reads from where the database stands.
public final class DatabaseRestoredException extends RuntimeException {
    public DatabaseRestoredException(int partition, long known, long held) {
        super("The database was restored from a copy: partition %d was consumed up to %d, and now up to %d"
                .formatted(partition, known, held));
    }
}
