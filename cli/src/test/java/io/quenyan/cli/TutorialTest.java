package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tutorial's commands, run as they stand there.
class TutorialTest {

    private static final Pattern BLOCK = Pattern.compile("(?m)^```sh\n(.*?)^```$", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void everyCommandOfTheFirstRecoveryWorks() throws Exception {
        for (String name : List.of("quenyan", "mcs-reference")) {
            command(name);
        }
        Path script = Files.writeString(folder.resolve("tutorial.sh"), commands());

        Process process = new ProcessBuilder("/bin/sh", "-eu", script.toString())
                .directory(Files.createDirectory(folder.resolve("work")).toFile())
                .redirectErrorStream(true)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(told).isZero();
    }

    /// Stands for the launcher: the classes under test, in a process of their own.
    private void command(String name) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        String java = ProcessHandle.current().info().command().orElseThrow();
        String script = "#!/bin/sh\nexec '%s' -cp '%s' io.quenyan.cli.Quenyan \"$@\"\n"
                .formatted(java, System.getProperty("java.class.path"));
        Files.writeString(bin.resolve(name), script);
        Files.setPosixFilePermissions(bin.resolve(name), PosixFilePermissions.fromString("rwx------"));
    }

    private String commands() throws IOException {
        String tutorial = Files.readString(
                Path.of(System.getProperty("quenyan.root")).resolve("docs/tutorial/first-recovery.md"));
        return BLOCK.matcher(tutorial)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining(
                        "\n", "export PATH=\"%s:$PATH\" HOME=\"%s\"\n".formatted(folder.resolve("bin"), folder), "\n"));
    }
}
