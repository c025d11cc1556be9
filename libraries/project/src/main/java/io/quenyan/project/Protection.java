package io.quenyan.project;

/// A project's secret, for as long as packages are read or written.
///
/// @param wipe forgets it
public record Protection(ProjectSecret secret, Runnable wipe) implements AutoCloseable {

    @Override
    public void close() {
        wipe.run();
    }

    @Override
    public String toString() {
        return "Protection[redacted]";
    }
}
