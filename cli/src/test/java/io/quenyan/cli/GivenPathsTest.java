package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GivenPathsTest {

    private static final String HERE = Path.of("").toAbsolutePath().toString();

    @Test
    void tellsAPathAsItWasGiven() {
        GivenPaths paths = new GivenPaths(List.of("restore", "--output-dir", "../there/x"));
        String absolute = Path.of("../there/x").toAbsolutePath().normalize().toString();

        assertThat(paths.tellAsGiven("'%s/a' exists".formatted(absolute))).isEqualTo("'../there/x/a' exists");
    }

    @Test
    void tellsAPathInAnOptionAsItWasGiven() {
        GivenPaths paths = new GivenPaths(List.of("restore", "--output-dir=out"));

        assertThat(paths.tellAsGiven("'%s/out' exists".formatted(HERE))).isEqualTo("'out' exists");
    }

    @Test
    void leavesAnAbsolutePathThatWasGivenSo() {
        GivenPaths paths = new GivenPaths(List.of("restore", "--output-dir", "/srv/out"));

        assertThat(paths.tellAsGiven("'/srv/out' exists")).isEqualTo("'/srv/out' exists");
    }
}
