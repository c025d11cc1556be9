package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// A project of many files, its output and its state, on which incremental runs are tried.
///
/// @param output and `state` need not be there
record TestProject(Path root, Path output, Path state) {

    static TestProject in(Path folder) throws IOException {
        return new TestProject(
                Files.createDirectories(folder.resolve("billing")),
                folder.resolve("artifacts"),
                folder.resolve("state.json"));
    }

    /// Adds so many files: sources of the JDK where it has them, else made ones.
    void fill(int files, Random random) throws IOException {
        Path sources = Path.of(System.getProperty("java.home"), "lib/src.zip");
        if (!Files.isRegularFile(sources)) {
            for (int i = 0; i < files; i++) {
                write("made/%d/f%d.txt".formatted(i % 17, i), "%d %d".formatted(i, random.nextLong()));
            }
            return;
        }
        try (ZipFile zip = new ZipFile(sources.toFile())) {
            List<? extends ZipEntry> entries = zip.stream()
                    .filter(entry -> !entry.isDirectory() && entry.getName().startsWith("java.base/"))
                    .limit(files)
                    .toList();
            for (ZipEntry entry : entries) {
                Path file = root.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.getInputStream(entry).readAllBytes());
            }
        }
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /// All files, in order.
    List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(path -> Files.isRegularFile(path) && !path.startsWith(root.resolve(".git")))
                    .sorted()
                    .toList();
        }
    }

    String path(Path file) {
        return root.relativize(file).toString();
    }

    /// The arguments of an incremental run.
    List<Object> rebuilding(int encryption) {
        return new ArrayList<>(List.of(
                "incremental-rebuild",
                "--encryption",
                encryption,
                "--sources",
                "--json",
                "--project-root",
                root,
                "--output-dir",
                output,
                "--state-file",
                state));
    }

    Cli.Ran rebuild(int encryption) {
        return Cli.run(rebuilding(encryption).toArray());
    }

    /// A run that must end well. Every package is right afterwards, and no file was skipped.
    JsonNode rebuildSoundly(int encryption) {
        Cli.Ran ran = rebuild(encryption);
        assertThat(ran.exit()).as(ran.out()).isZero();
        JsonNode result = ran.json();
        assertThat(result.path("content_sha256").textValue()).isEqualTo(contentOfAWholeBatch(encryption));
        Cli.Ran verified = Cli.run("verify", "--index", output.resolve("index.json"), "--json");
        assertThat(verified.exit()).as(verified.out()).isZero();
        return result;
    }

    /// What the project should be, read anew.
    String contentOfAWholeBatch(int encryption) {
        return Cli.run(
                        "batch-encode",
                        "--encryption",
                        encryption,
                        "--sources",
                        "--json",
                        "--dry-run",
                        "--project-root",
                        root,
                        "--output-dir",
                        output.resolveSibling("nowhere"))
                .json()
                .path("content_sha256")
                .textValue();
    }

    String git(String... args) {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"));
        command.addAll(List.of(args));
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true);
            builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_SYSTEM", "/dev/null"));
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(out).isZero();
            return out.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
