package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.cli.file.CheckedJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunJournalTest {

    @TempDir
    private Path folder;

    private Path home = Path.of("");
    private Path project = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        home = folder.resolve("home");
        project = Files.createDirectory(folder.resolve("billing"));
        Samples.descriptor(project);
    }

    private Cli.Ran run(Map<String, String> more, Object... args) {
        Map<String, String> env = new HashMap<>(Map.of("QYN1_PASSPHRASE", Cli.PASSPHRASE));
        env.put("QUENYAN_HOME", home.toString());
        env.putAll(more);
        return Cli.run(env, args);
    }

    private Cli.Ran encode(Map<String, String> more, Object... options) {
        return run(
                more,
                Stream.concat(
                                Stream.of(
                                        "batch-encode",
                                        "--encryption",
                                        1,
                                        "--project-root",
                                        project,
                                        "--output-dir",
                                        folder.resolve("artifacts")),
                                Stream.of(options))
                        .toArray());
    }

    private List<Path> journals() throws IOException {
        if (!Files.exists(home.resolve("journal"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(home.resolve("journal"))) {
            return files.toList();
        }
    }

    private List<JsonNode> lines() throws IOException {
        return CheckedJournal.read(journals().getFirst()).lines();
    }

    @Test
    void tellsABatchFromItsStartToItsEnd() throws IOException {
        encode(Map.of());

        assertThat(lines())
                .extracting(line -> line.path("event").asText())
                .containsExactly("run-started", "project-batch-encode", "run-ended", "journal-closed");
    }

    @Test
    void isWhole() throws IOException {
        encode(Map.of());

        assertThat(CheckedJournal.read(journals().getFirst()).findings()).isEmpty();
    }

    @Test
    void holdsTheEventAsStderrShowsIt() throws IOException {
        Cli.Ran ran = encode(Map.of());

        assertThat(lines().get(1).path("payload")).isEqualTo(ran.logged().path("payload"));
        assertThat(lines().get(1).path("event_id")).isEqualTo(ran.logged().path("event_id"));
    }

    @Test
    void isKeptWhateverStderrShows() throws IOException {
        encode(Map.of(), "--log-format", "quiet");

        assertThat(lines()).hasSize(4);
    }

    @Test
    void namesTheIncident() throws IOException {
        encode(Map.of("QUENYAN_INCIDENT", "INC-4711"));

        assertThat(lines().subList(0, 3))
                .allSatisfy(
                        line -> assertThat(line.path("incident_id").asText()).isEqualTo("INC-4711"));
    }

    @Test
    void tellsHowAFailedRunEnded() throws IOException {
        run(Map.of(), "decode", "--input", folder.resolve("none.qyn1"));

        JsonNode end = lines().get(1).path("payload");
        assertThat(end.path("exit").intValue()).isEqualTo(3);
        assertThat(end.path("error").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void neverHoldsThePassphrase() throws IOException {
        encode(Map.of(), "--passphrase", Cli.PASSPHRASE);

        assertThat(Files.readString(journals().getFirst())).doesNotContain(Cli.PASSPHRASE);
    }

    @Test
    void isNotWrittenByADryRun() throws IOException {
        encode(Map.of(), "--dry-run");

        assertThat(journals()).isEmpty();
    }

    @Test
    void isNotWrittenByWhatOnlyLooks() throws IOException {
        run(Map.of(), "version");

        assertThat(journals()).isEmpty();
    }

    @Test
    void thatCannotBeWrittenStopsNothing() throws IOException {
        Files.writeString(home, "a file where the folder should be");

        Cli.Ran ran = encode(Map.of());

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("warning: The journal of this run cannot be written");
    }

    @Test
    void refusesAnIncidentThatNoEventCanHold() {
        Cli.Ran ran = encode(Map.of("QUENYAN_INCIDENT", "x".repeat(129)));

        assertThat(ran.exit()).isEqualTo(2);
    }
}
