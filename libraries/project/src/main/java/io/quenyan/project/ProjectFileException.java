package io.quenyan.project;

/// A project file cannot be read as one.
public final class ProjectFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /// @param what is wrong, to follow the file's name
    public ProjectFileException(String what) {
        super(what);
    }
}
