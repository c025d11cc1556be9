package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StateLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The runbook's section 3, and what pipelines do every day.
class IncrementalRebuildTest {

    @TempDir
    private Path folder;

    private Path project = Path.of("");
    private Path output = Path.of("");
    private Path state = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        state = project.resolve(".ci/quenyan-state.json");
        Samples.descriptor(project);
        Files.writeString(project.resolve("a.txt"), "text");
        Files.createDirectory(project.resolve("lib"));
        Files.writeString(project.resolve("lib/b.txt"), "more");
    }

    private Cli.Ran rebuild(Object... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "incremental-rebuild",
                                "--encryption",
                                1,
                                "--sources",
                                "--json",
                                "--project-root",
                                project,
                                "--output-dir",
                                output,
                                "--state-file",
                                state),
                        Stream.of(more))
                .toArray());
    }

    private static List<JsonNode> events(Cli.Ran ran, String name) {
        return ran.err()
                .lines()
                .filter(line -> line.startsWith("{\"timestamp\""))
                .map(Cli::parse)
                .filter(event -> event.path("event").textValue().equals(name))
                .toList();
    }

    private static List<String> actions(Cli.Ran ran) {
        return events(ran, "project-incremental-file").stream()
                .map(event -> event.at("/payload/path").textValue() + " "
                        + event.at("/payload/action").textValue() + " "
                        + event.at("/payload/reason").asText())
                .toList();
    }

    @Test
    void makesEverythingOnceAndThenNothing() {
        Cli.Ran first = rebuild();
        Cli.Ran second = rebuild();

        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(actions(first))
                .containsExactly("a.txt rebuilt new", "billing.json rebuilt new", "lib/b.txt rebuilt new");
        assertThat(actions(second))
                .containsExactly("a.txt reused null", "billing.json reused null", "lib/b.txt reused null");
        assertThat(second.json().path("hit_rate").doubleValue()).isEqualTo(1);
    }

    @Test
    void tellsTheResultWithEveryMember() {
        JsonNode result = rebuild().json();

        assertThat(result.fieldNames())
                .toIterable()
                .contains("tracked", "seen", "excluded", "rebuilt", "reused", "removed", "failed", "reasons")
                .contains("state", "quarantine", "hit_rate", "duration_ms", "state_file", "content_sha256");
        assertThat(result.path("state").textValue()).isEqualTo("missing");
        assertThat(result.at("/reasons/new").longValue()).isEqualTo(3);
    }

    @Test
    void tellsWhatChangedAndWhatWent() throws IOException {
        rebuild();
        Files.writeString(project.resolve("a.txt"), "edit");
        Files.delete(project.resolve("lib/b.txt"));

        Cli.Ran ran = rebuild();

        assertThat(actions(ran))
                .containsExactly("a.txt rebuilt content-changed", "billing.json reused null", "lib/b.txt removed null");
        assertThat(ran.json().at("/removed_paths/0").textValue()).isEqualTo("lib/b.txt");
    }

    /// Ways in which a state is not what was written.
    private enum Damage {
        CUT,
        FLIP,
        TWO_REVISIONS_IN_ONE,
        FOLDER,
        RUBBISH;

        void to(Path state, byte[] older) throws IOException {
            byte[] bytes = Files.readAllBytes(state);
            switch (this) {
                case CUT -> Files.write(state, Arrays.copyOf(bytes, bytes.length / 2));
                case FLIP -> {
                    bytes[bytes.length / 2] ^= 4;
                    Files.write(state, bytes);
                }
                case TWO_REVISIONS_IN_ONE -> {
                    System.arraycopy(older, 0, bytes, 0, Math.min(older.length, bytes.length) / 2);
                    Files.write(state, bytes);
                }
                case FOLDER -> {
                    Files.delete(state);
                    Files.createDirectory(state);
                }
                case RUBBISH -> Files.writeString(state, "{}");
            }
        }
    }

    static Stream<Damage> damages() {
        return Stream.of(Damage.values());
    }

    @ParameterizedTest
    @MethodSource("damages")
    void putsADamagedStateAwayAndMakesEverythingAgain(Damage damage) throws IOException {
        rebuild();
        byte[] older = Files.readAllBytes(state);
        Files.writeString(project.resolve("a.txt"), "edit");
        rebuild();
        damage.to(state, older);

        Cli.Ran ran = rebuild();

        JsonNode result = ran.json();
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(result.path("state").textValue()).isEqualTo("quarantined");
        assertThat(Path.of(result.path("quarantine").textValue())).exists();
        assertThat(actions(ran)).hasSize(3).allMatch(line -> line.endsWith("rebuilt state-lost"));
        assertThat(result.path("tracked").longValue())
                .isEqualTo(result.path("seen").longValue()
                        + result.at("/excluded/skipped-folder").longValue());
        assertThat(events(ran, "state-quarantined")).hasSize(1);
        assertThat(rebuild().json().path("hit_rate").doubleValue()).isEqualTo(1);
    }

    @Test
    void beginsWithAnEmptyState() throws IOException {
        Files.createDirectory(project.resolve(".ci"));
        Files.createFile(state);

        assertThat(rebuild().json().path("state").textValue()).isEqualTo("empty");
    }

    @Test
    void keepsTheEventsInTheJournal() throws IOException {
        Path home = folder.resolve("home");
        Cli.run(
                Map.of("QYN1_PASSPHRASE", Cli.PASSPHRASE, "QUENYAN_HOME", home.toString()),
                "project",
                "incremental-rebuild",
                "--encryption",
                1,
                "--sources",
                "--log-format",
                "quiet",
                "--project-root",
                project,
                "--output-dir",
                output);

        try (Stream<Path> journals = Files.list(home.resolve("journal"))) {
            assertThat(Files.readString(journals.findFirst().orElseThrow()))
                    .contains("\"project-incremental-file\"", "\"project-incremental-rebuild\"", "lib/b.txt");
        }
        assertThat(project.resolve(".quenyan-state.json")).exists();
    }

    @Test
    void changesNothingOnADryRun() {
        Cli.Ran ran = rebuild("--dry-run");

        assertThat(ran.json().path("rebuilt").longValue()).isEqualTo(3);
        assertThat(output).doesNotExist();
        assertThat(state).doesNotExist();
    }

    @Test
    void makesAgainWhatDependsOnAChange() throws IOException {
        Path manifest = Files.writeString(folder.resolve("needs.json"), "{\"a.txt\":[\"lib/b.txt\"]}");
        rebuild("--dependencies", manifest);
        Files.writeString(project.resolve("lib/b.txt"), "edit");

        assertThat(actions(rebuild("--dependencies", manifest))).contains("a.txt rebuilt dependency-changed");
    }

    @Test
    void refusesAManifestOfAnotherForm() throws IOException {
        Path manifest = Files.writeString(folder.resolve("needs.json"), "[]");

        Cli.Ran ran = rebuild("--dependencies", manifest);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("BAD_MANIFEST");
    }

    @Test
    void leavesTheStateOfAnotherProjectAlone() {
        rebuild();

        assertThat(rebuild("--project-id", "payroll").exit()).isEqualTo(10);
    }

    @Test
    void waitsForNobodyWhoHoldsTheState() throws IOException {
        try (StateLock _ = StateFile.at(state).lock("run 7 on build-3")) {
            Cli.Ran ran = rebuild();

            assertThat(ran.exit()).isEqualTo(9);
            assertThat(ran.err()).contains("run 7 on build-3");
        }
    }

    @Test
    void makesAgainWhatTheOutputHasLost() throws IOException {
        rebuild();
        Files.delete(output.resolve("lib/b.txt.src.qyn1"));
        Files.write(output.resolve("a.txt.src.qyn1"), new byte[1]);

        assertThat(actions(rebuild()))
                .containsExactly(
                        "a.txt rebuilt package-corrupted",
                        "billing.json reused null",
                        "lib/b.txt rebuilt package-missing");
    }

    @Test
    void warnsThatThePassphraseIsAnother() {
        rebuild();

        Cli.Ran ran = rebuild("--passphrase", "another horse");

        assertThat(actions(ran)).allMatch(line -> line.endsWith("rebuilt secret-changed"));
        assertThat(ran.err()).contains("warning: SECRET_CHANGED: the packages of 3 files");
    }
}
