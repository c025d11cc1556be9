package io.quenyan.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What is remembered of a started process: which one it is, and what it was started with.
///
/// @param process the process
/// @param facts what its starter wants to know again: ports, version, a digest of its configuration
record PidFile(ProcessId process, Map<String, String> facts) {

    private static final String PID = "pid";
    private static final String STARTED = "started";

    /// Returns what the file says, or empty if it is missing or not whole.
    static Optional<PidFile> read(Path file) {
        Map<String, String> values = new HashMap<>(PrivateFile.readProperties(file));
        String pid = values.remove(PID);
        String started = values.remove(STARTED);
        if (pid == null || started == null || !pid.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new PidFile(new ProcessId(Long.parseLong(pid), started), Map.copyOf(values)));
    }

    void write(Path file) {
        Map<String, String> values = new HashMap<>(facts);
        values.put(PID, Long.toString(process.pid()));
        values.put(STARTED, process.started());
        PrivateFile.writeProperties(file, values);
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
