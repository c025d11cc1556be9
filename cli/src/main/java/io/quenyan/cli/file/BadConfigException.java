package io.quenyan.cli.file;

/// The user's configuration cannot be understood.
public final class BadConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param what is wrong, to follow the file's name
    public BadConfigException(String what) {
        super(what);
    }
}
