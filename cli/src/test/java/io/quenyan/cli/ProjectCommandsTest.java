package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The runbook's commands, on a project outside git.
class ProjectCommandsTest {

    private static final Map<String, String> WRONG = Map.of("QYN1_PASSPHRASE", "guess");

    @TempDir
    private Path folder;

    private Path project = Path.of("");
    private Path output = Path.of("");
    private Path index = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        index = output.resolve("index.json");
        Files.createDirectory(project.resolve("release"));
        Samples.descriptor(project.resolve("release"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        Files.createSymbolicLink(project.resolve("latest"), Path.of("release"));
    }

    private Cli.Ran encode(Object... more) {
        return Cli.run(args(
                new Object[] {
                    "project", "batch-encode", "--encryption", 1, "--project-root", project, "--output-dir", output
                },
                more));
    }

    private static Object[] args(Object[] first, Object... more) {
        return Stream.concat(Stream.of(first), Stream.of(more)).toArray();
    }

    @Test
    void encodesTheDescriptorsAndCountsTheRest() {
        JsonNode result = encode("--json").json();

        assertThat(result.path("seen").longValue()).isEqualTo(1);
        assertThat(result.path("encoded").longValue()).isEqualTo(1);
        assertThat(result.path("excluded").path("not-a-descriptor").longValue()).isEqualTo(2);
        assertThat(output.resolve("release/billing.qyn1")).exists();
    }

    @Test
    void tellsTheResultWithEveryMember() {
        JsonNode result = encode("--json", "--sources").json();

        assertThat(result.fieldNames())
                .toIterable()
                .contains("seen", "encoded", "excluded", "failed", "stale", "bytes", "index", "index_sha256")
                .contains("content_sha256", "duration_ms");
        assertThat(result.path("index").textValue()).isEqualTo(index.toString());
    }

    @Test
    void logsTheEventThatMonitoringWaitsFor() {
        JsonNode event = encode("--sources").logged();

        assertThat(event.path("event").textValue()).isEqualTo("project-batch-encode");
        assertThat(event.path("timestamp").textValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
        assertThat(event.at("/payload/processed").longValue()).isEqualTo(3);
        assertThat(event.at("/payload/integrations/0/system").textValue()).isEqualTo("maven");
        assertThat(event.path("run_id")).isEqualTo(event.path("correlation_id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "quiet"})
    void logsAsItIsTold(String format) {
        Cli.Ran ran = encode("--log-format", format);

        assertThat(ran.err()).doesNotContain("{\"timestamp\"");
        assertThat(ran.err().contains("project-batch-encode: {")).isEqualTo(format.equals("plain"));
    }

    @Test
    void takesTheRunbooksShortName() {
        Cli.Ran ran =
                Cli.run("batch-encode", "--encryption", 1, "--project-root", project, "--output-dir", output, "--json");

        assertThat(ran.json().path("encoded").longValue()).isEqualTo(1);
    }

    @Test
    void restoresEveryByteAndLink() throws IOException {
        encode("--sources");
        Path restored = folder.resolve("restored");

        Cli.Ran ran = Cli.run("restore", "--index", index, "--output-dir", restored);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(restored.resolve("release/billing.json"))
                .hasSameBinaryContentAs(project.resolve("release/billing.json"));
        assertThat(Files.readSymbolicLink(restored.resolve("latest"))).isEqualTo(Path.of("release"));
    }

    @Test
    void decodesAnIndexKeepingSubFolders() {
        encode();

        Cli.run("decode", "--index", index, "--output-dir", folder.resolve("decoded"));

        assertThat(folder.resolve("decoded/release/billing.json")).content().contains("\"tokens\":\"aGVsbG8=\"");
    }

    @Test
    void givesBackTheFileInASourcePackage() {
        encode("--sources");

        Cli.Ran ran = Cli.run("decode", "--source", "--input", output.resolve("pom.xml.src.qyn1"));

        assertThat(ran.out()).isEqualTo("<project/>");
    }

    @Test
    void verifiesWithASecretThatAllIsAuthentic() {
        encode("--sources");

        JsonNode result = Cli.run("verify", "--json", "--index", index).json();

        assertThat(result.path("authenticated").booleanValue()).isTrue();
        assertThat(result.path("ok")).isEqualTo(result.path("checked"));
        assertThat(result.path("bad")).isEmpty();
    }

    @Test
    void saysThatNobodyVouchesWithoutASecret() {
        encode();

        Cli.Ran ran = Cli.run(Map.of(), "verify", "--json", "--index", index);

        assertThat(ran.json().path("authenticated").booleanValue()).isFalse();
        assertThat(ran.err()).startsWith("warning: ");
    }

    @Test
    void findsAnAlteredPackage() throws IOException {
        encode();
        Files.writeString(output.resolve("release/billing.qyn1"), "nothing");

        Cli.Ran ran = Cli.run("verify", "--json", "--index", index);

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.json().at("/bad/0/path").textValue()).isEqualTo("release/billing.json");
    }

    @Test
    void findsAnAlteredIndexWhilePackagesStillOpen() throws IOException {
        encode();
        Files.writeString(index, Files.readString(index).replace("\"generation\":1", "\"generation\":2"));

        Cli.Ran ran = Cli.run("verify", "--index", index);

        assertThat(ran.err()).startsWith("error: INDEX_ALTERED: ");
        assertThat(ran.exit()).isEqualTo(7);
    }

    @Test
    void twoOutputsOfOneProjectHaveTheSameContent() {
        encode("--sources");
        Path other = folder.resolve("other");
        Cli.run("batch-encode", "--encryption", 1, "--sources", "--project-root", project, "--output-dir", other);

        Cli.Ran ran = Cli.run("verify", "--index", index, "--against", other.resolve("index.json"));

        assertThat(ran.exit()).as(ran.err()).isZero();
    }

    @Test
    void findsThatTheContentIsNotWhatItShouldBe() {
        encode();

        Cli.Ran ran = Cli.run("verify", "--index", index, "--content-sha256", "0".repeat(64));

        assertThat(ran.exit()).isEqualTo(7);
    }

    @Test
    void aWrongPassphraseIsExit5BeforeAnythingIsWritten() {
        encode();
        Path restored = folder.resolve("restored");

        assertThat(Cli.run(WRONG, "verify", "--index", index).exit()).isEqualTo(5);
        assertThat(Cli.run(WRONG, "restore", "--index", index, "--output-dir", restored)
                        .exit())
                .isEqualTo(5);
        assertThat(Cli.run(WRONG, "batch-encode", "--project-root", project, "--output-dir", output)
                        .exit())
                .isEqualTo(5);
        assertThat(restored)
                .satisfiesAnyOf(
                        none -> assertThat(none).doesNotExist(),
                        empty -> assertThat(empty).isEmptyDirectory());
    }

    @Test
    void tellsAFileThatFailsAndEncodesTheOthers() throws IOException {
        Files.writeString(project.resolve("bad.json"), "{\"sections\":");

        Cli.Ran ran = encode("--json");

        assertThat(ran.exit()).isEqualTo(6);
        assertThat(ran.json().at("/failed/0/path").textValue()).isEqualTo("bad.json");
        assertThat(ran.json().at("/failed/0/reason").textValue()).isEqualTo("BAD_JSON");
        assertThat(ran.json().path("encoded").longValue()).isEqualTo(1);
    }

    @Test
    void tellsStalePackagesAndRemovesThemWhenToldTo() throws IOException {
        encode();
        Files.move(project.resolve("release/billing.json"), project.resolve("release/invoicing.json"));

        JsonNode stale = encode("--json").json();
        encode("--prune");

        assertThat(stale.at("/stale/0").textValue()).isEqualTo("release/billing.qyn1");
        assertThat(output.resolve("release/billing.qyn1")).doesNotExist();
    }

    @Test
    void writesNothingOnADryRun() {
        Cli.Ran ran = encode("--dry-run", "--json");

        assertThat(ran.json().path("encoded").longValue()).isEqualTo(1);
        assertThat(index).doesNotExist();
    }

    @Test
    void refusesAFolderThatIsNoOutput() throws IOException {
        Files.createDirectory(output);
        Files.writeString(output.resolve("holiday.jpg"), "x");

        Cli.Ran ran = encode();

        assertThat(ran.err()).startsWith("error: OUTPUT_FOREIGN: ");
        assertThat(ran.exit()).isEqualTo(10);
    }

    @Test
    void aFileInPlaceOfTheProjectIsExit2AndAMissingOneExit3() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThat(Cli.run("batch-encode", "--project-root", file, "--output-dir", output)
                        .exit())
                .isEqualTo(2);
        assertThat(Cli.run("batch-encode", "--project-root", folder.resolve("none"), "--output-dir", output)
                        .exit())
                .isEqualTo(3);
    }

    @Test
    void packagesNoStateOfItsOwnWhereverItIsKept() throws IOException {
        Path project = Files.createDirectories(folder.resolve("with-state"));
        Samples.descriptor(project);
        Path state = project.resolve("ci/our-state.json");
        Cli.run(
                "incremental-rebuild",
                "--encryption",
                1,
                "--sources",
                "--project-root",
                project,
                "--output-dir",
                folder.resolve("one"),
                "--state-file",
                state);

        Cli.Ran ran = Cli.run(
                Map.of("QYN1_PASSPHRASE", Cli.PASSPHRASE, "QUENYAN_STATE_FILE", state.toString()),
                "batch-encode",
                "--encryption",
                1,
                "--sources",
                "--project-root",
                project,
                "--output-dir",
                folder.resolve("two"));

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(folder.resolve("two/ci")).doesNotExist();
    }
}
