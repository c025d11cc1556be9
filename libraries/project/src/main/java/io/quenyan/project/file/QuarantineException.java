package io.quenyan.project.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;

/// What stands where the state should be cannot be believed, and cannot be put away. Nothing was done.
public final class QuarantineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean denied;

    QuarantineException(Path path, String problem, IOException cause) {
        super(
                "'%s' %s, and cannot be moved out of the way (%s); move it, and run again"
                        .formatted(path.getFileName(), problem, StateBytes.reason(cause)),
                cause);
        this.denied = cause instanceof AccessDeniedException;
    }

    /// Whether this user lacks the right to.
    public boolean denied() {
        return denied;
    }
}
