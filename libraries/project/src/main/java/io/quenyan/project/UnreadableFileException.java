package io.quenyan.project;

/// One file of a project cannot be content. It is told as failed and the others go on.
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// Why. The names are published.
    public enum Code {
        /// More than 64,000,000 bytes.
        BUDGET_EXCEEDED,
        /// A pointer of Git LFS stands where the content should be.
        LFS_POINTER,
        /// Another repository is meant to be here.
        SUBMODULE,
        /// The path leaves the root, reaches into git's own files or is not UTF-8.
        BAD_PATH,
        /// The package's name would be longer than file systems take.
        NAME_TOO_LONG,
        /// It went away, is no file, lies behind a link, or the system refuses to read it.
        UNREADABLE
    }

    private final Code code;

    public UnreadableFileException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public UnreadableFileException(Code code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
