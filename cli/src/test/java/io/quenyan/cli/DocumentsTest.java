package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The documents' commands, run as they stand there. `docs/commands.sh` says which; those that need the platform are
/// run
/// by `docs/check.sh`.
class DocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root"));
    private static final Pattern RUN = Pattern.compile("(?m)^ *```sh$");
    private static final Pattern SHELL = Pattern.compile("(?m)^.*\\n?^ *```(?:sh|shell|bash|console)\\b.*$");
    private static final Pattern DECLARED =
            Pattern.compile("(?s)(?:.*\\n)? *```sh(?: platform)?| *<!-- not run: [^\\n]+ -->\\n *```sh illustration");

    @TempDir
    private Path folder;

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".md"))
                    .map(ROOT::relativize)
                    .sorted()
                    .toList();
            return Stream.concat(Stream.of(Path.of("README.md")), found.stream());
        }
    }

    static Stream<Path> documentsWithCommands() throws IOException {
        return documents().filter(document -> RUN.matcher(text(document)).find());
    }

    private static String text(Path document) {
        try {
            return Files.readString(ROOT.resolve(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documentsWithCommands")
    void everyCommandWorks(Path document) throws Exception {
        for (String name : List.of("quenyan", "mcs-reference")) {
            command(name);
        }
        Path work = Files.createDirectory(folder.resolve("work"));
        String commands = ran(work, "/bin/sh", ROOT.resolve("docs/commands.sh"), ROOT.resolve(document));
        Path script = Files.writeString(
                folder.resolve("commands.sh"),
                "export PATH=\"%s:$PATH\" HOME=\"%s\"\n%s".formatted(folder.resolve("bin"), folder, commands));

        ran(work, "/bin/sh", "-eux", script);
    }

    private static String ran(Path work, Object... command) throws Exception {
        Process process = new ProcessBuilder(
                        Stream.of(command).map(Object::toString).toList())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    /// Stands for the launcher: the classes under test, in a process of their own.
    private void command(String name) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        String java = ProcessHandle.current().info().command().orElseThrow();
        String script =
                "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' io.quenyan.cli.Quenyan \"$@\"\n"
                        .formatted(java, System.getProperty("java.class.path"));
        Files.writeString(bin.resolve(name), script);
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwx------"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandThatIsNotRunSaysWhy(Path document) {
        assertThat(SHELL.matcher(text(document)).results().map(found -> found.group()))
                .allSatisfy(found -> assertThat(found).matches(DECLARED));
    }
}
