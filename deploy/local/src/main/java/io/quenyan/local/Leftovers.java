package io.quenyan.local;

import io.quenyan.local.process.FileTree;
import io.quenyan.local.process.FolderLock;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.ProcessId;
import io.quenyan.local.process.Strays;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The folders of test platforms, one for each test JVM. What a killed JVM left is ended and removed by the
/// next.
final class Leftovers {

    private static final String OWNER = "owner.properties";
    private static final String PREFIX = "platform-";
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private Leftovers() {}

    /// Returns a new folder below `target`, after taking away those whose JVM is gone.
    static Path newFolder(Path target) {
        try {
            Files.createDirectories(target);
            removeAbandoned(target);
            ProcessId self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
            // Nobody sees it without its owner: another JVM may be looking for abandoned ones at this moment.
            Path folder = Files.createDirectory(target.resolve("new-" + self.pid()));
            PrivateFile.writeProperties(
                    folder.resolve(OWNER), Map.of("pid", Long.toString(self.pid()), "started", self.started()));
            return Files.move(folder, target.resolve(PREFIX + self.pid()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One at a time: of two test JVMs that start at once, both see what the last run left.
    static void removeAbandoned(Path target) {
        try (FolderLock _ = FolderLock.take(target, LONGEST, () -> {});
                Stream<Path> files = Files.list(target)) {
            List<Path> abandoned = files.filter(
                            file -> file.getFileName().toString().startsWith(PREFIX))
                    .filter(Leftovers::isAbandoned)
                    .toList();
            for (Path folder : abandoned) {
                Strays.end(folder);
                FileTree.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isAbandoned(Path folder) {
        Map<String, String> owner = PrivateFile.readProperties(folder.resolve(OWNER));
        String pid = owner.get("pid");
        String started = owner.get("started");
        return pid == null || started == null || !new ProcessId(Long.parseLong(pid), started).isAlive();
    }
}
