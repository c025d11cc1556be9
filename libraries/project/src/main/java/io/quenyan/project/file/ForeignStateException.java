package io.quenyan.project.file;

import java.nio.file.Path;

/// The state is sound, and of another project. It was left alone.
public final class ForeignStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignStateException(Path path, String project) {
        super("'%s' is the state of the project '%s'; name another file with --state-file"
                .formatted(path.getFileName(), project));
    }
}
