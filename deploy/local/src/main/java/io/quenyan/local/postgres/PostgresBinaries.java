package io.quenyan.local.postgres;

import io.quenyan.local.process.Command;
import io.quenyan.local.process.Executables;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// PostgreSQL's programs.
///
/// @param folder holds `initdb` and `postgres`
/// @param version for example `15.14`
public record PostgresBinaries(Path folder, String version) {

    /// The oldest major version that has what the services ask for.
    private static final int OLDEST = 14;

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    /// Returns the installed ones, newest first: those on the path and Debian's.
    public static List<PostgresBinaries> installed() {
        Stream<Path> onPath = Executables.onPath("initdb").stream().map(PostgresBinaries::folderOf);
        return Stream.concat(onPath, debian())
                .distinct()
                .flatMap(folder -> in(folder).stream())
                .filter(found -> found.major() >= OLDEST)
                .sorted(Comparator.comparingInt(PostgresBinaries::major).reversed())
                .toList();
    }

    /// Returns those in a folder, if it has all of them.
    public static Optional<PostgresBinaries> in(Path folder) {
        Path server = folder.resolve("postgres");
        if (!Files.isExecutable(folder.resolve("initdb")) || !Files.isExecutable(server)) {
            return Optional.empty();
        }
        String[] words = Command.run(server.toString(), "--version").strip().split(" ", -1);
        return Optional.of(new PostgresBinaries(folder, words[2]));
    }

    /// Major version: data written by one can be used by no other.
    int major() {
        String digits = version.replaceFirst("[^0-9].*", "");
        if (digits.isEmpty()) {
            throw new StartFailedException("%s has a version that is not understood: '%s'".formatted(folder, version));
        }
        return Integer.parseInt(digits);
    }

    Path program(String name) {
        return folder.resolve(name);
    }

    private static Path folderOf(Path program) {
        try {
            Path folder = program.toRealPath().getParent();
            return folder == null ? program : folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.of();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
