package io.quenyan.project.grants;

/// A request names a place or a secret that its project may not reach, or one that nobody may.
public final class NotGrantedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Services publish it under its own name in `RequestRefused.reason`.
    public enum Reason {
        /// A URI is not of its form.
        FIELD_INVALID,
        /// Only `git+file:` sources and `file:` outputs are supported.
        SCHEME_UNSUPPORTED,
        /// The project has no grants.
        PROJECT_NOT_GRANTED,
        /// The actor may not ask for this project.
        ACTOR_NOT_GRANTED,
        /// The source is outside the project's grants.
        SOURCE_NOT_GRANTED,
        /// The output is outside the project's grants.
        OUTPUT_NOT_GRANTED,
        /// The passphrase reference is outside the project's grants.
        PASSPHRASE_REF_NOT_GRANTED,
        /// The key is outside the project's grants.
        KEY_NOT_GRANTED
    }

    private final Reason reason;
    private final String detail;

    NotGrantedException(Reason reason, String detail) {
        super(reason + ": " + detail);
        this.reason = reason;
        this.detail = detail;
    }

    public Reason reason() {
        return reason;
    }

    /// What was seen; never a URI with user information.
    public String detail() {
        return detail;
    }
}
