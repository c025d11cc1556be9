package io.quenyan.project;

import org.jspecify.annotations.Nullable;

/// Bytes are no state that can be believed. The message says what is wrong with them, to follow a name.
public final class StateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StateException(String message) {
        this(message, null);
    }

    public StateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
