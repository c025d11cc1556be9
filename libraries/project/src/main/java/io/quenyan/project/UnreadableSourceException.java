package io.quenyan.project;

/// A project's source cannot be read as a whole.
public final class UnreadableSourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Reason {
        /// There is no git repository.
        NOT_A_REPOSITORY,
        /// It has no such branch, tag or commit.
        UNKNOWN_REVISION,
        /// It borrows objects from another repository.
        ALTERNATES,
        /// Its own files lie elsewhere, or links lead there.
        GITDIR_OUTSIDE,
        /// It has more files or folders than are taken.
        TOO_LARGE,
        /// Objects are missing or broken.
        DAMAGED,
        /// The disk or the system failed; trying again may help.
        IO;

        /// Whether trying again may help.
        public boolean mayPass() {
            return this == IO;
        }
    }

    private final Reason reason;

    public UnreadableSourceException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public UnreadableSourceException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
