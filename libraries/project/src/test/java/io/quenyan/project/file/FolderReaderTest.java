package io.quenyan.project.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderReaderTest {

    private static final int TRIES = 5_000;

    @TempDir
    Path folder;

    private Path root;
    private FolderReader reader;

    @BeforeEach
    void create() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.createDirectory(root.resolve("a"));
        Files.writeString(root.resolve("a/b"), "inside");
        Files.createDirectory(folder.resolve("outside"));
        Files.writeString(folder.resolve("outside/b"), "secret");
        reader = new FolderReader(root);
    }

    @Test
    void readsAFile() throws IOException {
        assertThat(reader.read("a/b", 100)).isEqualTo("inside".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsNoMoreThanItMay() throws IOException {
        assertThat(reader.read("a/b", 3)).hasSize(3);
    }

    @Test
    void readsNoFolder() {
        assertThatThrownBy(() -> reader.read("a", 100)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void readsNoPipe() throws IOException, InterruptedException {
        new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor();

        assertThatThrownBy(() -> reader.read("pipe", 100)).isInstanceOf(FileSystemException.class);
    }

    @Test
    void readsFilesOfManyFoldersOneAfterTheOther() throws IOException {
        Files.createDirectories(root.resolve("a/deep/er"));
        Files.writeString(root.resolve("a/deep/er/c"), "c");
        Files.writeString(root.resolve("d"), "d");

        try (OpenFolders folders = reader.open()) {
            assertThat(folders.read("a/deep/er/c", 100)).asString().isEqualTo("c");
            assertThat(folders.read("a/b", 100)).asString().isEqualTo("inside");
            assertThat(folders.read("d", 100)).asString().isEqualTo("d");
            assertThat(folders.read("a/deep/er/c", 100)).asString().isEqualTo("c");
        }
    }

    @Test
    void looksAgainWhenAFolderWasReplacedThatItKeptOpen() throws IOException {
        try (OpenFolders folders = reader.open()) {
            folders.read("a/b", 100);
            Files.move(root.resolve("a"), folder.resolve("away"));
            Files.createDirectory(root.resolve("a"));
            Files.writeString(root.resolve("a/new"), "new");

            assertThat(folders.read("a/new", 100)).asString().isEqualTo("new");
        }
    }

    @Test
    void followsNoLinkInPlaceOfAFolderThatItKeptOpen() throws IOException {
        Files.writeString(folder.resolve("outside/new"), "secret");
        try (OpenFolders folders = reader.open()) {
            folders.read("a/b", 100);
            Files.move(root.resolve("a"), folder.resolve("away"));
            Files.createSymbolicLink(root.resolve("a"), folder.resolve("outside"));

            assertThatThrownBy(() -> folders.read("a/new", 100)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void leavesItsRootByNoName() {
        assertThatThrownBy(() -> reader.read("../outside/b", 100)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reader.read("/etc/passwd", 100)).isInstanceOf(IOException.class);
    }

    @Test
    void readsNothingOutsideWhileAFolderIsReplacedByALinkAgainAndAgain() throws InterruptedException {
        var over = new AtomicBoolean();
        Thread attacker = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                swap();
            }
        });
        int seen = 0;
        for (int i = 0; i < TRIES; i++) {
            seen += readsTheSecret() ? 1 : 0;
        }
        over.set(true);
        attacker.join();

        assertThat(seen).isZero();
    }

    private boolean readsTheSecret() {
        try {
            return new String(reader.read("a/b", 100), StandardCharsets.UTF_8).equals("secret");
        } catch (IOException e) {
            return false;
        }
    }

    private void swap() {
        try {
            Path a = root.resolve("a");
            Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("outside"));
            Files.move(a, folder.resolve("kept"));
            Files.move(link, a, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(a);
            Files.move(folder.resolve("kept"), a);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
