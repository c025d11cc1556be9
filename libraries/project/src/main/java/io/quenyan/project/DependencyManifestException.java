package io.quenyan.project;

import org.jspecify.annotations.Nullable;

/// A manifest of dependencies cannot be used. The message says what is wrong with it.
public final class DependencyManifestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DependencyManifestException(String message) {
        this(message, null);
    }

    DependencyManifestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
