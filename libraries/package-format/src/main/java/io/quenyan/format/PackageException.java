package io.quenyan.format;

/// A package, a descriptor or a secret is not accepted. The message is one line and holds no secret.
public final class PackageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public PackageException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public PackageException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// The stable name of what is wrong.
    public ErrorCode code() {
        return code;
    }
}
