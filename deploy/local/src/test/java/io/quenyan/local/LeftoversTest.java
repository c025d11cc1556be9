package io.quenyan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.quenyan.local.process.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    private Path target;

    @Test
    void endsAndRemovesWhatAKilledTestRunLeft() throws IOException {
        Path left = Files.createDirectories(target.resolve("platform-1/run"));
        PrivateFile.writeProperties(
                target.resolve("platform-1/owner.properties"), Map.of("pid", "1", "started", "another-boot/1"));
        ProcessBuilder orphan = new ProcessBuilder("sleep", "600");
        orphan.environment().put("QUENYAN_COMPONENT", left.resolve("kafka.pid").toString());
        Process process = orphan.start();

        Leftovers.newFolder(target);

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(target.resolve("platform-1")).doesNotExist();
    }

    @Test
    void removesOnceWhatSeveralTestRunsFindAtOnce() throws IOException {
        Path left = Files.createDirectories(target.resolve("platform-1/registry"));
        for (int i = 0; i < 1_000; i++) {
            Files.createFile(left.resolve("file-" + i));
        }

        assertThatCode(() -> IntStream.range(0, 8).parallel().forEach(_ -> Leftovers.removeAbandoned(target)))
                .doesNotThrowAnyException();

        assertThat(target.resolve("platform-1")).doesNotExist();
    }

    @Test
    void leavesWhatAnotherRunningTestRunUses() {
        Path used = Leftovers.newFolder(target);

        Leftovers.removeAbandoned(target);

        assertThat(used).exists();
    }
}
