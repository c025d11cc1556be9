package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @CsvSource({"/tmp, /var/tmp/x exists", "/srv, file:///srv/out", "/srv, /srv2 exists", "/srv, /srv.old exists"})
    void leavesAPathThatOnlyHoldsTheGivenOne(String given, String message) {
        GivenPaths paths = new GivenPaths(List.of("restore", "--output-dir", relative(given)));

        assertThat(paths.tellAsGiven(message)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s/x", "'%s' exists", "No clone in %s or above", "See %s.", "[%s]", "%s: is none"})
    void tellsAPathAnywhereInAMessage(String message) {
        GivenPaths paths = new GivenPaths(List.of("restore", relative("/srv")));

        assertThat(paths.tellAsGiven(message.formatted("/srv"))).isEqualTo(message.formatted(relative("/srv")));
    }

    private static String relative(String absolute) {
        return Path.of(HERE).relativize(Path.of(absolute)).toString();
    }
}
