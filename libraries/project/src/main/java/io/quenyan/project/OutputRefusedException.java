package io.quenyan.project;

/// Nothing can be written into this output as it stands.
public final class OutputRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Reason {
        /// It holds files and is no output of ours, or one of another project.
        FOREIGN,
        /// Another process writes into it.
        IN_USE,
        /// It was written under another secret.
        OTHER_SECRET,
        /// Its index was altered, or cannot be read.
        INDEX_ALTERED
    }

    private final Reason reason;

    public OutputRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
