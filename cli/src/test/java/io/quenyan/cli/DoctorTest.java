package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every line is seen fine, and seen failing by breaking its subject.
class DoctorTest {

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path project = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        home = folder.resolve("home");
        project = Files.createDirectory(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        Samples.descriptor(project);
        run(Map.of(), "project", "init", "--project-root", project, "--output-dir", output);
        run(Map.of(), "batch-encode", "--encryption", 1, "--project-root", project);
    }

    private Cli.Ran run(Map<String, String> more, Object... args) {
        Map<String, String> env = new HashMap<>(Map.of("QYN1_PASSPHRASE", Cli.PASSPHRASE, "PATH", "/usr/bin:/bin"));
        env.put("QUENYAN_HOME", home.toString());
        env.putAll(more);
        return Cli.run(env, args);
    }

    private Cli.Ran doctor(Map<String, String> more, Object... args) {
        return run(
                more,
                Stream.concat(Stream.of("doctor", "--json", "--project-root", project), Stream.of(args))
                        .toArray());
    }

    private static JsonNode line(Cli.Ran ran, String subject) {
        return ran.json()
                .path("checks")
                .valueStream()
                .filter(check -> check.path("subject").asText().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line '%s' in %s".formatted(subject, ran.out())));
    }

    private static void assertTrouble(Cli.Ran ran, String subject, String status) {
        assertThat(line(ran, subject).path("status").asText()).as(ran.out()).isEqualTo(status);
        assertThat(line(ran, subject).path("remedy").asText()).isNotBlank();
        assertThat(ran.exit()).isEqualTo(status.equals("fail") ? 1 : 0);
    }

    @Test
    void isContentBeforeARestoration() {
        Cli.Ran ran = doctor(Map.of(), "--for", "restore");

        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.json()
                        .path("checks")
                        .valueStream()
                        .filter(check -> !check.path("subject").asText().equals("spool")))
                .allSatisfy(check -> assertThat(check.path("status").asText())
                        .as("%s", check)
                        .isEqualTo("ok"));
    }

    @Test
    void saysWhatItLookedForWhereAndWhatToDo() {
        String lines = run(Map.of(), "doctor", "--project-root", project, "--for", "remote")
                .out();

        assertThat(lines).contains("fail  broker", "QUENYAN_BOOTSTRAP_SERVERS", "-> Set QUENYAN_BOOTSTRAP_SERVERS");
    }

    @Test
    void anOldJavaFails() {
        assertThat(MachineChecks.java(24, "/opt/jdk").status()).isEqualTo(Check.Status.FAIL);
    }

    @Test
    void aMissingGitIsAWarning() {
        assertTrouble(doctor(Map.of("PATH", folder.toString()), "--for", "restore"), "git", "warn");
    }

    @Test
    void aHomeThatIsAFileFails() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertTrouble(doctor(Map.of("QUENYAN_HOME", file.toString())), "journal", "fail");
    }

    @Test
    void noHomeFails() {
        assertTrouble(doctor(Map.of("QUENYAN_HOME", ""), "--for", "restore"), "journal", "fail");
    }

    @Test
    void anAlteredJournalFails() throws IOException {
        Path journal = journal();
        Files.writeString(journal, Files.readString(journal).replace("\"exit\":0", "\"exit\":1"));

        assertTrouble(doctor(Map.of()), "evidence", "fail");
    }

    private Path journal() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("journal"))) {
            return files.findFirst().orElseThrow();
        }
    }

    @Test
    void aJournalOfAKilledRunIsAWarning() throws IOException {
        Path journal = journal();
        Files.writeString(journal, Files.readString(journal).lines().findFirst().orElseThrow() + "\n");

        assertTrouble(doctor(Map.of()), "evidence", "warn");
    }

    @Test
    void eventsThatWaitAreAWarning() {
        assertTrouble(doctor(Map.of()), "spool", "warn");
    }

    @Test
    void failsWhereTooMuchWaitsToBePublished() {
        assertTrouble(doctor(Map.of("QUENYAN_SPOOL_LIMIT_MIB", "0")), "spool", "fail");
    }

    @Test
    void aFullDiskFails() {
        assertThat(MachineChecks.disk(1L << 20, Duration.ofMillis(1), folder).status())
                .isEqualTo(Check.Status.FAIL);
    }

    @Test
    void aSlowDiskIsAWarning() {
        assertThat(MachineChecks.disk(1L << 40, Duration.ofSeconds(2), folder).status())
                .isEqualTo(Check.Status.WARN);
    }

    @Test
    void aPlaceThatCannotBeWrittenFails() {
        Cli.Ran ran = doctor(Map.of(), "--output-dir", "/proc/none");

        assertThat(line(ran, "disk").path("status").asText()).isEqualTo("fail");
    }

    @Test
    void aClockBeforeItsOwnJournalsFails() {
        assertThat(MachineChecks.clock(Optional.of(home), Instant.parse("2020-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(Check.Status.FAIL);
    }

    @Test
    void aMissingProjectFileIsAWarningWithTheCommandThatMakesIt() throws IOException {
        Files.delete(project.resolve(".quenyan/project.json"));

        Cli.Ran ran = doctor(Map.of(), "--output-dir", output);

        assertTrouble(ran, "project", "warn");
        assertThat(line(ran, "project").path("remedy").asText()).startsWith("quenyan project init");
    }

    @Test
    void aBadProjectFileFails() throws IOException {
        Files.writeString(project.resolve(".quenyan/project.json"), "{}");

        assertTrouble(doctor(Map.of()), "project", "fail");
    }

    @Test
    void aWrongPassphraseFails() {
        assertTrouble(doctor(Map.of("QYN1_PASSPHRASE", "typo")), "secret", "fail");
    }

    @Test
    void anEmptyPassphraseFails() {
        assertTrouble(doctor(Map.of("QYN1_PASSPHRASE", "")), "secret", "fail");
    }

    @Test
    void noPassphraseFailsBeforeARestoration() {
        assertTrouble(
                Cli.run(
                        Map.of("QUENYAN_HOME", home.toString()),
                        "doctor",
                        "--json",
                        "--for",
                        "restore",
                        "--project-root",
                        project),
                "secret",
                "fail");
    }

    @Test
    void anAlteredIndexFails() throws IOException {
        Path index = output.resolve("index.json");
        Files.writeString(index, Files.readString(index).replace("\"generation\":1", "\"generation\":2"));

        assertTrouble(doctor(Map.of()), "index", "fail");
    }

    @Test
    void aMissingIndexFailsBeforeARestoration() throws IOException {
        Files.delete(output.resolve("index.json"));

        assertTrouble(doctor(Map.of(), "--for", "restore"), "index", "fail");
    }

    @Test
    void noClusterFailsBeforeARequest() {
        Cli.Ran ran = doctor(Map.of(), "--for", "remote");

        assertTrouble(ran, "broker", "fail");
        assertTrouble(ran, "registry", "fail");
    }

    @Test
    void halfAClusterFails() {
        assertTrouble(doctor(Map.of("QUENYAN_BOOTSTRAP_SERVERS", "127.0.0.1:1")), "broker", "fail");
    }

    @Test
    void aLocalPlatformThatDoesNotRunIsFine() {
        assertThat(line(doctor(Map.of()), "local platform").path("found").asText())
                .isEqualTo("does not run");
    }
}
