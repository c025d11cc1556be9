package io.quenyan.cli;

/// What the exit code tells a script. Published in `docs/reference/exit-codes.md`; numbers never change their meaning.
public enum Exit {
    /// Done.
    OK(0),
    /// It could not be done, for a reason none of the others names.
    FAILURE(1),
    /// The command line itself is wrong.
    USAGE(2),
    /// A named file or folder does not exist.
    NOT_FOUND(3),
    /// A file or folder may not be read or written.
    PERMISSION(4),
    /// The secret does not open it, or the key is not allowed.
    CRYPTOGRAPHIC(5),
    /// Some files failed; the others are done.
    SOME_FAILED(6),
    /// What was found is not what was written.
    INTEGRITY(7),
    /// Waited, and nothing came.
    NOTHING_SEEN(8),
    /// A needed system cannot be reached. Safe to try again.
    UNREACHABLE(9),
    /// A service refused, and would refuse again.
    REFUSED(10),
    /// Interrupted.
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    /// The number that the process ends with.
    public int code() {
        return code;
    }
}
