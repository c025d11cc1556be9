package io.quenyan.project;

/// An `index.json` is not of the form that an index has. It was altered, cut off or never was one.
public final class IndexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public IndexException(String message) {
        super(message);
    }

    public IndexException(String message, Throwable cause) {
        super(message, cause);
    }
}
