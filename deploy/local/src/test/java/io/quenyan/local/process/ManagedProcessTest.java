package io.quenyan.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTest {

    @TempDir
    private Path home;

    private ManagedProcess process;

    @BeforeEach
    void make() {
        process = new ManagedProcess("example", home);
    }

    @AfterEach
    void end() {
        process.stop("KILL", Duration.ofSeconds(5));
    }

    @Test
    void isFoundAgainByAnotherWhoLooks() {
        start("sleep 600", Map.of("port", "7"));

        ManagedProcess seen = new ManagedProcess("example", home);

        assertThat(seen.running()).isEqualTo(process.running()).isPresent();
        assertThat(seen.facts()).containsEntry("port", "7");
    }

    @Test
    void isTheProgramItselfAndNoShellAroundIt() {
        start("exec sleep 600", Map.of());
        long pid = process.running().orElseThrow().pid();

        assertThat(Patience.until(
                        Duration.ofSeconds(5),
                        () -> ProcessHandle.of(pid)
                                .orElseThrow()
                                .info()
                                .command()
                                .orElse("")
                                .endsWith("sleep")))
                .isTrue();
    }

    @Test
    void isKilledWhenItDoesNotEndByItself() {
        start("trap '' TERM; echo deaf; while true; do sleep 1; done", Map.of());
        process.awaitReady(Duration.ofSeconds(5), () -> process.lastWords().contains("deaf"));

        process.stop("TERM", Duration.ofMillis(200));

        assertThat(process.running()).isEmpty();
    }

    @Test
    void hasDiedWhenItWasKilledAndNotStopped() {
        start("sleep 600", Map.of());

        process.kill();

        assertThat(process.died()).isTrue();
    }

    @Test
    void tellsItsLastWordsWhenItDoesNotStart() {
        // Not before it was looked at.
        start("echo 'no disk'; sleep 1; exit 3", Map.of());

        assertThatThrownBy(() -> process.awaitReady(Duration.ofSeconds(10), () -> false))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("no disk")
                .hasMessageContaining(process.log().toString());
    }

    @Test
    void keepsTheLogOfTheStartBefore() {
        start("echo first; exec sleep 600", Map.of());
        process.awaitReady(Duration.ofSeconds(5), () -> process.lastWords().contains("first"));
        process.stop("TERM", Duration.ofSeconds(5));

        start("echo second; exec sleep 600", Map.of());

        assertThat(home.resolve("log/example.log.1")).content().isEqualTo("first\n");
    }

    @Test
    void inheritsNoVariableOfItsStarterButHarmlessOnes() {
        start("env; exec sleep 600", Map.of());
        process.awaitReady(Duration.ofSeconds(5), () -> process.lastWords().contains("QUENYAN_COMPONENT="));

        assertThat(process.lastWords().lines().map(line -> line.replaceFirst("=.*", "")))
                .isSubsetOf(
                        "PATH",
                        "HOME",
                        "USER",
                        "LANG",
                        "LC_ALL",
                        "LC_CTYPE",
                        "TZ",
                        "TMPDIR",
                        "JAVA_HOME",
                        "PWD",
                        "_",
                        "SHLVL",
                        "OLDPWD",
                        "QUENYAN_COMPONENT");
    }

    private void start(String script, Map<String, String> facts) {
        process.start(new Launch(List.of("sh", "-c", script), Map.of(), home), facts);
    }
}
