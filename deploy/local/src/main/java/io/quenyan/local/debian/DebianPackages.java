package io.quenyan.local.debian;

import io.quenyan.local.process.Command;
import io.quenyan.local.process.Executables;
import io.quenyan.local.process.FileTree;
import io.quenyan.local.process.FolderLock;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Packages of Debian, fetched by apt and unpacked below a folder of the user's cache:
/// `$QUENYAN_HOME/cache`, else `$XDG_CACHE_HOME/quenyan`, else `$HOME/.cache/quenyan`. Nothing is installed
/// and nobody needs to be root.
///
/// apt is given a configuration and a state of its own, so that the system's is neither changed nor needed;
/// it takes them from the mirror that the system takes its own from and checks them as ever.
public final class DebianPackages {

    private static final Duration OTHER_FETCH = Duration.ofMinutes(5);

    private final Path cache;
    private final Consumer<String> tell;

    /// Packages below that folder.
    ///
    /// @param tell hears what is fetched
    public DebianPackages(Path cache, Consumer<String> tell) {
        this.cache = cache;
        this.tell = tell;
    }

    /// The folder of the cache that this environment means.
    public static Path cacheFolder(Map<String, String> environment) {
        Stream<Path> candidates = Stream.concat(
                named(environment, "QUENYAN_HOME", "cache"),
                Stream.concat(
                        named(environment, "XDG_CACHE_HOME", "quenyan"), named(environment, "HOME", ".cache/quenyan")));
        return candidates
                .findFirst()
                .orElseThrow(() -> new StartFailedException(
                        "None of QUENYAN_HOME, XDG_CACHE_HOME and HOME is set; set QUENYAN_HOME to a folder"));
    }

    private static Stream<Path> named(Map<String, String> environment, String variable, String below) {
        return Stream.ofNullable(environment.get(variable))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder).toAbsolutePath().resolve(below));
    }

    /// The root under which the set's packages are unpacked; they are fetched if they are not there yet.
    ///
    /// @throws StartFailedException if this machine has no apt, or apt does not get them
    public Path unpacked(PackageSet set) {
        Path root = cache.resolve(set.name());
        if (Files.isDirectory(root)) {
            return root;
        }
        try (FolderLock _ = FolderLock.take(
                cache, OTHER_FETCH, () -> tell.accept("Waiting for another process that fetches " + set.name()))) {
            if (!Files.isDirectory(root)) {
                fetch(set, root);
            }
            return root;
        }
    }

    private void fetch(PackageSet set, Path root) {
        requirePrograms(set);
        tell.accept("Fetching %s, %d packages of Debian, into %s (once)"
                .formatted(set.name(), set.packages().size(), cache));
        Path work = cache.resolve(set.name() + ".new");
        try {
            FileTree.delete(work);
            AptState apt = AptState.prepare(work.resolve("apt"));
            apt.run("update");
            Path archives = Files.createDirectories(work.resolve("archives"));
            apt.download(archives, set.packages());
            Path unpacked = Files.createDirectories(work.resolve("root"));
            for (Path archive : archivesIn(archives)) {
                Command.run("dpkg", "-x", archive.toString(), unpacked.toString());
            }
            Files.move(unpacked, root);
            FileTree.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requirePrograms(PackageSet set) {
        for (String program : List.of("apt-get", "dpkg")) {
            if (Executables.onPath(program).isEmpty()) {
                throw new StartFailedException(
                        "%s comes from Debian's packages, and this machine has no %s".formatted(set.name(), program));
            }
        }
    }

    private static List<Path> archivesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb")).toList();
        }
    }
}
