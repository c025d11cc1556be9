package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the commands say of a platform that was never started.
class PlatformCommandsTest {

    @TempDir
    private Path folder;

    private Cli.Ran run(Object... args) {
        return Cli.run(Map.of("QUENYAN_HOME", folder.resolve("home").toString()), args);
    }

    @Test
    void statusIsExit9() {
        Cli.Ran ran = run("status", "--json");

        assertThat(ran.exit()).isEqualTo(9);
        assertThat(ran.json().path("up").isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "up"})
    void aDryRunLeavesNothingBehind(String command) {
        assertThat(run(command, "--dry-run").exit()).isZero();
        assertThat(folder.resolve("home")).doesNotExist();
    }

    @Test
    void whatNeedsAClusterSaysHowToGetOne() {
        Cli.Ran ran = run("events", "tail");

        assertThat(ran.exit()).isEqualTo(9);
        assertThat(ran.err()).startsWith("error: NO_CLUSTER: ").contains("quenyan up");
    }

    @Test
    void withoutAHomeItSaysSo() {
        assertThat(Cli.run(Map.of("QUENYAN_HOME", ""), "demo", "--dry-run").err())
                .startsWith("error: NO_HOME: ");
    }
}
