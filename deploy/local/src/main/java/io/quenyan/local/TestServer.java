package io.quenyan.local;

import io.quenyan.local.process.ManagedProcess;
import java.nio.file.Path;

/// A server of the test platform that a crash test kills and starts again.
public final class TestServer {

    private final ManagedProcess process;
    private final Runnable kill;
    private final Runnable start;

    TestServer(ManagedProcess process, Runnable kill, Runnable start) {
        this.process = process;
        this.kill = kill;
        this.start = start;
    }

    /// Ends it as `kill -9` does, and returns once it is gone.
    public void kill() {
        kill.run();
    }

    /// Starts it again on the same port and the same data, and returns once it answers.
    public void start() {
        start.run();
    }

    /// Whether its process is there.
    public boolean isRunning() {
        return process.running().isPresent();
    }

    /// Where its output is.
    public Path log() {
        return process.log();
    }
}
