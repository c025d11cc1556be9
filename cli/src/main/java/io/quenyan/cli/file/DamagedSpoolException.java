package io.quenyan.cli.file;

/// A file of the spool does not hold what was spooled. Nothing of it was sent.
public final class DamagedSpoolException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedSpoolException(String message, Throwable cause) {
        super(message, cause);
    }
}
