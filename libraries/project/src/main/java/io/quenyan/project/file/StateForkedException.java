package io.quenyan.project.file;

import java.nio.file.Path;

/// The state is not the one that this run went on from: somebody wrote it without the lock. It was not replaced; the
/// next run looks at every package again.
public final class StateForkedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateForkedException(Path path) {
        super("'%s' was changed by somebody else during this run, and was left as it is; run again"
                .formatted(path.getFileName()));
    }
}
