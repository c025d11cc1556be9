package io.quenyan.state.quarkus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The failpoints of state-service and relay, as the sources name them: one that is added is killed at by the next run.
final class Failpoints {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root", ".."));
    private static final Pattern NAMED = Pattern.compile("Failpoint\\.reached\\(\"([a-z.-]+)\"\\)");

    private final Path folder;

    Failpoints(Path folder) {
        this.folder = folder;
    }

    /// All of them, sorted.
    static List<String> all() {
        TreeSet<String> names = new TreeSet<>();
        for (String module : List.of("state-service", "libraries/outbox")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .flatMap(file -> NAMED.matcher(text(file)).results())
                        .map((MatchResult found) -> found.group(1))
                        .forEach(names::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(names);
    }

    /// Has the first process die that reaches `name`.
    void arm(String name) {
        try {
            Files.createFile(folder.resolve(name + ".armed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a process died at `name`. Forgets it.
    boolean wasReached(String name) {
        try {
            return Files.deleteIfExists(folder.resolve(name + ".reached"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
