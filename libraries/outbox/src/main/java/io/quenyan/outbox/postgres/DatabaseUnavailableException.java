package io.quenyan.outbox.postgres;

/// The database cannot be reached, or asked for the transaction to be tried again. Nothing was committed, or it is
/// not known whether it was: the work must be repeatable.
public final class DatabaseUnavailableException extends RuntimeException {
    DatabaseUnavailableException(Throwable cause) {
        super("PostgreSQL is unavailable: " + cause.getMessage(), cause);
    }
}
