package io.quenyan.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// One named process below a folder: its pid in `run/NAME.pid`, its output in `log/NAME.log`.
///
/// Only a process that was started here is ever signalled: a pid counts together with the time of its start.
public final class ManagedProcess {

    private static final int LAST_LINES = 12;
    private static final Duration AFTER_KILL = Duration.ofSeconds(10);

    private final String name;
    private final Path runFolder;
    private final Path logFolder;
    private final Path pidFile;
    private final Path log;

    /// The process of that name below `home`, whether it runs or not.
    public ManagedProcess(String name, Path home) {
        this.name = name;
        this.runFolder = home.resolve("run");
        this.logFolder = home.resolve("log");
        this.pidFile = runFolder.resolve(name + ".pid");
        this.log = logFolder.resolve(name + ".log");
    }

    /// Its name.
    public String name() {
        return name;
    }

    /// Where its output goes.
    public Path log() {
        return log;
    }

    /// Returns the process, if it runs.
    public Optional<ProcessId> running() {
        return PidFile.read(pidFile).map(PidFile::process).filter(ProcessId::isAlive);
    }

    /// Whether it was started and neither runs nor was stopped: it died.
    public boolean died() {
        return Files.exists(pidFile) && running().isEmpty();
    }

    /// Returns what it was started with; nothing once it was stopped.
    public Map<String, String> facts() {
        return PidFile.read(pidFile).map(PidFile::facts).orElse(Map.of());
    }

    /// Starts it and remembers it. It must not be running.
    ///
    /// @param facts what to remember beside the pid
    public void start(Launch launch, Map<String, String> facts) {
        Strays.end(pidFile);
        try {
            PrivateFile.createFolder(runFolder);
            PrivateFile.createFolder(logFolder);
            Process process = launch.with(Strays.MARK, pidFile.toString()).start(log);
            ProcessId id = ProcessId.of(process.pid()).orElseThrow(() -> failed("ended at once", null));
            new PidFile(id, facts).write(pidFile);
        } catch (IOException e) {
            throw failed("cannot be started: " + e.getMessage(), e);
        }
    }

    /// Waits until it is ready.
    ///
    /// @throws StartFailedException if it ends before, or is not ready in time; the message has the last lines
    ///     of its log
    public void awaitReady(Duration atMost, BooleanSupplier ready) {
        boolean[] answered = {false};
        Patience.until(atMost, () -> {
            answered[0] = running().isPresent() && ready.getAsBoolean();
            return answered[0] || running().isEmpty();
        });
        if (answered[0]) {
            return;
        }
        throw failed(
                running().isEmpty()
                        ? "ended while starting"
                        : "was not ready within %d s".formatted(atMost.toSeconds()),
                null);
    }

    /// Asks it to end with `signal`, and ends it when it has not done so within `grace`. Returns at once if it
    /// does not run.
    public void stop(String signal, Duration grace) {
        running().ifPresent(process -> {
            process.signal(signal);
            if (!Patience.until(grace, () -> !process.isAlive())) {
                end(process);
            }
        });
        Strays.end(pidFile);
        PidFile.delete(pidFile);
    }

    /// Ends it as `kill -9` does. What is remembered of it stays, as after a crash.
    public void kill() {
        running().ifPresent(this::end);
    }

    /// Forgets a process that no longer runs.
    public void forget() {
        if (running().isEmpty()) {
            PidFile.delete(pidFile);
        }
    }

    /// The last lines of its log.
    public String lastWords() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void end(ProcessId process) {
        process.kill();
        if (!Patience.until(AFTER_KILL, () -> !process.isAlive())) {
            throw failed("is still there after it was killed", null);
        }
    }

    private StartFailedException failed(String what, @Nullable Throwable cause) {
        String words = Files.exists(log) ? "\n" + lastWords() : "";
        return new StartFailedException("%s %s. Its log: %s%s".formatted(name, what, log, words), cause);
    }
}
