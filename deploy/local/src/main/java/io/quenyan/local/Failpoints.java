package io.quenyan.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Where processes die for a test: the failpoints as the sources name them, so that the next run kills at one that is
/// added.
public final class Failpoints {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root", ".."));
    private static final Pattern NAMED = Pattern.compile("Failpoint\\.reached\\(\"([a-z.-]+)\"\\)");

    private final Path folder;

    /// Those that are armed in `folder`, which the processes have as `QUENYAN_FAILPOINTS`.
    public Failpoints(Path folder) {
        this.folder = folder;
    }

    /// All that the sources of these modules name, sorted: `all("encoder-service", "libraries/outbox")`.
    public static List<String> all(String... modules) {
        TreeSet<String> names = new TreeSet<>();
        for (String module : modules) {
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
    public void arm(String name) {
        try {
            Files.createFile(folder.resolve(name + ".armed"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a process died at `name`. Forgets it.
    public boolean wasReached(String name) {
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
