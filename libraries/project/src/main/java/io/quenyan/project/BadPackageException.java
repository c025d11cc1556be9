package io.quenyan.project;

/// A package is not what the index says.
final class BadPackageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient BadEntry bad;

    BadPackageException(BadEntry bad) {
        super(bad.detail());
        this.bad = bad;
    }

    BadEntry bad() {
        return bad;
    }
}
