package io.quenyan.cli;

import io.quenyan.project.ProjectSecret;

/// What packages are written under, for as long as they are written.
///
/// @param wipe forgets it
record Protection(ProjectSecret secret, Runnable wipe) implements AutoCloseable {

    @Override
    public void close() {
        wipe.run();
    }
}
