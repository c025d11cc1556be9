package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Incremental runs on a git history. `-Dquenyan.history.files=3000 -Dquenyan.encryption=2` for the full size.
class HistoryRebuildTest {

    private static final int FILES = Integer.getInteger("quenyan.history.files", 120);
    private static final int ENCRYPTION = Integer.getInteger("quenyan.encryption", 1);

    @TempDir
    private Path folder;

    private final Map<String, String> expected = new TreeMap<>();
    private final long seed = new Random().nextLong();

    private void expect(String path, String what) {
        expected.put(path, what);
    }

    private static Map<String, String> told(Cli.Ran ran) {
        Map<String, String> told = new TreeMap<>();
        ran.err()
                .lines()
                .filter(line -> line.startsWith("{\"timestamp\""))
                .map(Cli::parse)
                .filter(event -> event.path("event").textValue().equals("project-incremental-file"))
                .map(event -> event.path("payload"))
                .filter(payload -> !payload.path("action").textValue().equals("reused"))
                .forEach(payload -> told.put(
                        payload.path("path").textValue(),
                        payload.path("action").textValue() + " "
                                + payload.path("reason").asText()));
        return told;
    }

    @Test
    void makesAgainExactlyWhatChanged() throws IOException {
        TestProject project = TestProject.in(folder);
        project.git("init", "-q");
        project.write(".gitignore", "*.ignored\n");
        project.fill(FILES, new Random(seed));
        project.git("add", "-A");
        project.git("commit", "-qm", "first");
        long files = project.files().size();

        assertThat(project.rebuildSoundly(ENCRYPTION).path("rebuilt").longValue())
                .isEqualTo(files);
        String before =
                project.rebuildSoundly(ENCRYPTION).path("content_sha256").textValue();
        assertThat(project.rebuildSoundly(ENCRYPTION).path("hit_rate").doubleValue())
                .isEqualTo(1);

        long added = touch(project);
        Cli.Ran ran = project.rebuild(ENCRYPTION);

        assertThat(told(ran)).as("seed %d", seed).isEqualTo(expected);
        JsonNode result = ran.json();
        long removed = result.path("removed").longValue();
        long rebuilt = result.path("rebuilt").longValue();
        long packaged = files + added - removed;
        assertThat(result.path("hit_rate").doubleValue()).isEqualTo((double) (packaged - rebuilt) / packaged);
        assertThat(result.at("/excluded/deleted").longValue()).isEqualTo(removed);

        project.git("add", "-A");
        project.git("commit", "-qm", "second");
        String after = project.rebuildSoundly(ENCRYPTION).path("content_sha256").textValue();
        project.git("checkout", "-q", "HEAD~1");
        assertThat(project.rebuildSoundly(ENCRYPTION).path("content_sha256").textValue())
                .isEqualTo(before);
        project.git("checkout", "-q", "-");
        JsonNode back = project.rebuildSoundly(ENCRYPTION);
        assertThat(back.path("content_sha256").textValue()).isEqualTo(after);
        assertThat(back.path("source_dirty").booleanValue()).isFalse();
    }

    /// One file in a hundred, in every way in which a file can change. Returns how many came.
    private long touch(TestProject project) throws IOException {
        List<Path> chosen = new java.util.ArrayList<>(project.files().stream()
                .filter(file -> !file.endsWith(".gitignore"))
                .toList());
        Collections.shuffle(chosen, new Random(seed));
        int each = Math.max(1, FILES / 700);
        long came = 0;
        for (int i = 0; i < each; i++) {
            edit(project, chosen.removeFirst());
            delete(project, chosen.removeFirst());
            rename(project, chosen.removeFirst());
            makeExecutable(project, chosen.removeFirst());
            editUnseen(project, chosen.removeFirst());
            project.write("added/%d.txt".formatted(i), "added");
            expect("added/%d.txt".formatted(i), "rebuilt new");
            project.write("forced/%d.ignored".formatted(i), "forced");
            project.git("add", "-f", "forced/%d.ignored".formatted(i));
            expect("forced/%d.ignored".formatted(i), "rebuilt new");
            came += 3;
        }
        return came;
    }

    private void edit(TestProject project, Path file) throws IOException {
        Files.writeString(file, Files.readString(file) + "\n// edited\n");
        expect(project.path(file), "rebuilt content-changed");
    }

    private void delete(TestProject project, Path file) throws IOException {
        Files.delete(file);
        expect(project.path(file), "removed null");
    }

    private void rename(TestProject project, Path file) throws IOException {
        Path renamed = file.resolveSibling("renamed-" + file.getFileName());
        Files.move(file, renamed);
        expect(project.path(file), "removed null");
        expect(project.path(renamed), "rebuilt new");
    }

    private void makeExecutable(TestProject project, Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        expect(project.path(file), "rebuilt content-changed");
    }

    /// Same size, same time: only the content differs.
    private void editUnseen(TestProject project, Path file) throws IOException {
        FileTime time = Files.getLastModifiedTime(file);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, time);
        expect(project.path(file), "rebuilt content-changed");
    }
}
