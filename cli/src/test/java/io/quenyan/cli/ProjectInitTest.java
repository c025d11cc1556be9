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

class ProjectInitTest {

    private static final Map<String, String> TYPO = Map.of("QYN1_PASSPHRASE", "correct hrose battery staple");

    @TempDir
    private Path folder;

    private Path project = Path.of("");
    private Path output = Path.of("");
    private Path projectFile = Path.of("");
    private Path secretCheck = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        project = Files.createDirectory(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        projectFile = project.resolve(".quenyan/project.json");
        secretCheck = project.resolve(".quenyan/secret-check.qyn1");
        Samples.descriptor(project);
    }

    private Cli.Ran init(Object... more) {
        return init(Cli.WITH_PASSPHRASE, more);
    }

    private Cli.Ran init(Map<String, String> env, Object... more) {
        return Cli.run(
                env,
                Stream.concat(Stream.of("project", "init", "--project-root", project), Stream.of(more))
                        .toArray());
    }

    private Cli.Ran encode(Map<String, String> env) {
        return Cli.run(env, "project", "batch-encode", "--encryption", 1, "--project-root", project);
    }

    @Test
    void makesTheProjectFile() throws IOException {
        init("--output-dir", output, "--passphrase-ref", "billing", "--expected-interval", "24h");

        JsonNode file = Cli.parse(Files.readString(projectFile));
        assertThat(file.path("project_id").asText()).isEqualTo("billing");
        assertThat(file.path("state_file").asText()).isEqualTo(".quenyan-state.json");
        assertThat(file.path("output").asText()).isEqualTo("../artifacts");
        assertThat(file.path("passphrase_ref").asText()).isEqualTo("billing");
        assertThat(file.path("expected_interval").asText()).isEqualTo("PT24H");
    }

    @Test
    void makesAVersion2PackageOfTheKnownText() {
        init();

        Cli.Ran ran = Cli.run("decode", "--source", "--input", secretCheck);

        assertThat(ran.out()).isEqualTo("quenyan secret check\n");
        assertThat(Cli.run("inspect", "--json", "--input", secretCheck).json().toString())
                .contains("\"kind\":\"secret-check\"", "\"project\":\"billing\"");
    }

    @Test
    void doneAgainChangesNothing() throws IOException {
        init("--output-dir", output);
        byte[] check = Files.readAllBytes(secretCheck);

        Cli.Ran again = init("--json");

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.json().path("project_file_written").booleanValue()).isFalse();
        assertThat(Files.readAllBytes(secretCheck)).isEqualTo(check);
    }

    @Test
    void refusesToSayOtherwise() throws IOException {
        init("--output-dir", output);
        String before = Files.readString(projectFile);

        Cli.Ran ran = init("--project-id", "other");

        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.err()).contains("error: PROJECT_FILE_DIFFERS: ");
        assertThat(projectFile).hasContent(before);
    }

    @Test
    void replacesWhenForced() throws IOException {
        init("--output-dir", output);

        init("--force", "--project-id", "other");

        assertThat(Files.readString(projectFile)).contains("\"other\"");
        assertThat(Cli.run("inspect", "--json", "--input", secretCheck).out()).contains("\"project\":\"other\"");
    }

    @Test
    void refusesAnotherPassphraseThanTheChecks() {
        init();

        assertThat(init(TYPO).exit()).isEqualTo(5);
    }

    @Test
    void writesNothingOnADryRun() {
        Cli.Ran ran = init("--dry-run", "--json");

        assertThat(ran.json().at("/project/project_id").asText()).isEqualTo("billing");
        assertThat(project.resolve(".quenyan")).doesNotExist();
    }

    @Test
    void aTypoInThePassphraseIsToldBeforeAnyPackageExists() {
        init("--output-dir", output);

        Cli.Ran ran = encode(TYPO);

        assertThat(ran.exit()).as(ran.err()).isEqualTo(5);
        assertThat(ran.err()).contains("error: AUTH_FAILED: ");
        assertThat(output).doesNotExist();
    }

    @Test
    void anEmptyVariableIsExit2() {
        init("--output-dir", output);

        assertThat(encode(Map.of("QYN1_PASSPHRASE", "")).exit()).isEqualTo(2);
    }

    @Test
    void noPassphraseNamesWhoseIsMeant() {
        init("--output-dir", output, "--passphrase-ref", "billing-2026");

        assertThat(encode(Map.of()).err()).contains("No passphrase of project 'billing'", "'billing-2026'");
    }

    @Test
    void encodingTakesItsDefaultsFromTheFile() {
        init("--output-dir", output, "--project-id", "invoices");

        Cli.Ran ran = encode(Cli.WITH_PASSPHRASE);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("Project 'invoices'");
        assertThat(output.resolve("index.json")).exists();
    }

    @Test
    void withoutTheFileAMissingOutputIsToldWithTheCommandThatMakesIt() {
        Cli.Ran ran = encode(Cli.WITH_PASSPHRASE);

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(ran.err()).contains("quenyan project init --project-root");
    }

    @Test
    void aFileThatIsNotOursIsTold() throws IOException {
        init();
        Files.writeString(projectFile, "{}");

        Cli.Ran ran = encode(Cli.WITH_PASSPHRASE);

        assertThat(ran.exit()).isEqualTo(1);
        assertThat(ran.err()).contains("error: BAD_PROJECT_FILE: ");
    }

    @Test
    void aCheckOfAnotherProjectIsExit7() throws IOException {
        init("--output-dir", output);
        byte[] check = Files.readAllBytes(secretCheck);
        init("--force", "--project-id", "other");
        Files.write(secretCheck, check);

        assertThat(encode(Cli.WITH_PASSPHRASE).exit()).isEqualTo(7);
    }

    @Test
    void theRequestToTheServicesTakesThePassphrasesNameFromTheFile() {
        init("--output-dir", output, "--passphrase-ref", "billing-2026");

        Cli.Ran ran = Cli.run("batch-encode", "--remote", "--dry-run", "--project-root", project);

        assertThat(ran.json().path("passphrase_ref").asText()).isEqualTo("billing-2026");
        assertThat(ran.json().path("output_uri").asText()).isEqualTo("file://" + output);
    }

    @Test
    void aProjectUnderAKeyHasNoCheck() {
        Cli.Ran ran = init(Map.of(), "--key-provider", "aws", "--key-id", "alias/quenyan", "--json");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.json().at("/project/key/provider").asText()).isEqualTo("aws");
        assertThat(secretCheck).doesNotExist();
    }
}
