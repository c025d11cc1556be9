package io.quenyan.project;

/// Two files would get one package name. Nothing was written.
public final class NameCollisionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NameCollisionException(String message) {
        super(message);
    }
}
