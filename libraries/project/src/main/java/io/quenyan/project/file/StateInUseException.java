package io.quenyan.project.file;

import java.nio.file.Path;

/// Another run works with the state. Nothing was done; trying again later may help.
public final class StateInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateInUseException(Path lock, String holder) {
        super("The state is in use by %s (lock '%s'); wait until it ends".formatted(holder, lock.getFileName()));
    }
}
