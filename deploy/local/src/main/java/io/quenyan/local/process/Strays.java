package io.quenyan.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Processes that were started here and of which nothing is remembered, because their starter died before it
/// could write the pid down, or because the folder was taken away. They are known by a variable in their
/// environment.
public final class Strays {

    /// Names the pid file of the component that a process belongs to.
    static final String MARK = "QUENYAN_COMPONENT";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Strays() {}

    /// Ends, as `kill -9` does, every process whose pid file is, or would be, `path` or below it.
    public static void end(Path path) {
        Stream<ProcessId> marked = ProcessHandle.allProcesses()
                .filter(handle -> handle.pid() != ProcessHandle.current().pid())
                .filter(handle ->
                        mark(handle.pid()).filter(mark -> mark.startsWith(path)).isPresent())
                .flatMap(handle -> ProcessId.of(handle.pid()).stream());
        List<ProcessId> strays =
                Stream.concat(marked, remembered(path)).distinct().toList();
        strays.forEach(ProcessId::kill);
        Patience.until(PATIENCE, () -> strays.stream().noneMatch(ProcessId::isAlive));
    }

    /// Where the environment of a process cannot be read, its pid file still tells.
    private static Stream<ProcessId> remembered(Path path) {
        if (!Files.isDirectory(path)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(path, 2)) {
            return files
                    .filter(file -> file.toString().endsWith(".pid"))
                    .flatMap(file -> PidFile.read(file).stream())
                    .map(PidFile::process)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> mark(long pid) {
        try {
            String environment =
                    Files.readString(Path.of("/proc", Long.toString(pid), "environ"), StandardCharsets.ISO_8859_1);
            return environment
                    .lines()
                    .flatMap(line -> List.of(line.split("\0", -1)).stream())
                    .filter(variable -> variable.startsWith(MARK + "="))
                    .map(variable -> Path.of(variable.substring(MARK.length() + 1)))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
