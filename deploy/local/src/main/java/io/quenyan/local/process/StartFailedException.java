package io.quenyan.local.process;

import org.jspecify.annotations.Nullable;

/// Something of the local platform does not start, or does not stop. The message says what, why, and where its
/// log is.
public final class StartFailedException extends RuntimeException {

    public StartFailedException(String message) {
        super(message);
    }

    public StartFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
