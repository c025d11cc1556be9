package io.quenyan.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One process, told apart from every later one that gets the same pid.
///
/// @param pid the number, which the system gives again to another process later
/// @param started when it started, in a form that no other process with this pid shares: on Linux the boot's id
///     and the clock ticks since then, elsewhere the time of its start
public record ProcessId(long pid, String started) {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TIME = 19;

    /// Returns the process that has this pid now, if there is one.
    public static Optional<ProcessId> of(long pid) {
        return Optional.ofNullable(started(pid)).map(started -> new ProcessId(pid, started));
    }

    /// Whether it still runs. A process that ended and was not yet taken away by its parent does not; one of
    /// whose threads some are still ending, and may hold its ports, does.
    public boolean isAlive() {
        return started.equals(started(pid));
    }

    /// Asks it to end.
    public void terminate() {
        handle().ifPresent(ProcessHandle::destroy);
    }

    /// Ends it, as `kill -9` does.
    public void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
    }

    /// Sends the signal of that name, for example `INT`.
    public void signal(String name) {
        if (isAlive()) {
            Command.run("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid));
        }
    }

    Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    private static @Nullable String started(long pid) {
        if (!Files.isDirectory(PROC.resolve("self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(Object::toString)
                    .orElse(null);
        }
        try {
            String stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            boolean ended = "ZX".contains(fields[STATE]) && Integer.parseInt(fields[THREADS]) <= 1;
            return ended ? null : bootId() + "/" + fields[START_TIME];
        } catch (IOException e) {
            return null;
        }
    }

    private static String bootId() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
    }
}
