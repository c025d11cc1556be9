package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KdfLimits;
import io.quenyan.format.PackageReader;
import io.quenyan.format.Passphrase;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk is full at any write: a small file system in memory, page by page larger. It takes root to mount
/// one, so it
/// is asked for: `-Dquenyan.tmpfs=true`.
class DiskFullTest {

    private static final int FILES = 40;
    private static final int PAGE = 4_096;

    @TempDir
    private Path folder;

    private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Boolean.getBoolean("quenyan.tmpfs"), "-Dquenyan.tmpfs=true was not given");
        disk = Files.createDirectory(folder.resolve("disk"));
        command("mount", "-t", "tmpfs", "-o", "size=" + PAGE, "tmpfs", disk.toString());
        mounted = true;
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            command("umount", disk.toString());
        }
    }

    private static void command(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private void size(int pages) throws IOException, InterruptedException {
        command("mount", "-o", "remount,size=" + pages * PAGE, disk.toString());
    }

    @Test
    void leavesNothingHalfWrittenAndGoesOnWithRoom() throws IOException, InterruptedException {
        TestProject project = new TestProject(
                Files.createDirectory(folder.resolve("billing")), disk.resolve("out"), disk.resolve("state.json"));
        project.fill(FILES, new Random(1));
        int failed = 0;
        int pages = 2;
        for (boolean fits = false; !fits; pages += pages < 64 ? 1 : 3) {
            size(pages);
            Cli.Ran ran = project.rebuild(1);
            fits = ran.exit() == 0;
            if (!fits) {
                failed++;
                assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
                assertThat(ran.out() + ran.err()).contains("IO_FAILED").contains("No space left on device");
                mustHoldNothingHalfWritten(project);
            }
            if (pages % 7 == 0) {
                clear();
            }
        }
        assertThat(failed).isGreaterThan(20);
        size(10_000);
        project.write("one/more.txt", "more");
        JsonNode result = project.rebuildSoundly(1);
        assertThat(result.path("rebuilt").longValue()).isEqualTo(1);
    }

    /// Every package under its final name is whole, and so is the state, if it is there.
    private static void mustHoldNothingHalfWritten(TestProject project) throws IOException {
        try (DerivedKeys keys = new DerivedKeys(Passphrase.of(Cli.PASSPHRASE.toCharArray()), KdfLimits.DEFAULT)) {
            PackageReader reader = new PackageReader(keys);
            for (Path file : packages(project.output())) {
                assertThat(reader.read(Files.readAllBytes(file))).isNotNull();
            }
        }
        assertThat(StateFile.at(project.state()).look()).isNotInstanceOf(FoundState.Damaged.class);
    }

    private static List<Path> packages(Path output) throws IOException {
        if (!Files.isDirectory(output)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(output)) {
            return files.filter(file -> file.toString().endsWith(".qyn1")).toList();
        }
    }

    /// Begins again with an empty disk, so that every write is once the one that does not fit.
    private void clear() throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            for (Path file : files.filter(path -> !path.equals(disk))
                    .sorted(java.util.Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
