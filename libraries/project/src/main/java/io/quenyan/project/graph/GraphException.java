package io.quenyan.project.graph;

/// A file holds no graph. The message says why.
public final class GraphException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    GraphException(String message) {
        super(message);
    }

    GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
