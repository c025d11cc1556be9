package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What operators do with a state: look, archive, put right, prove.
class StateCommandsTest {

    @TempDir
    private Path folder;

    private Path project = Path.of("");
    private Path output = Path.of("");
    private Path state = Path.of("");
    private Cli.Ran first = new Cli.Ran(-1, new byte[0], "");

    @BeforeEach
    void rebuildOnce() throws IOException {
        project = Files.createDirectory(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        state = project.resolve(".quenyan-state.json");
        Samples.descriptor(project);
        Files.writeString(project.resolve("a.txt"), "text");
        run("project", "init", "--project-root", project, "--output-dir", output);
        first = rebuild();
        assertThat(first.exit()).as(first.err()).isZero();
    }

    private Cli.Ran run(Object... args) {
        Map<String, String> env = new HashMap<>(Cli.WITH_PASSPHRASE);
        env.put("QUENYAN_HOME", folder.resolve("home").toString());
        return Cli.run(env, args);
    }

    private Cli.Ran rebuild() {
        return run("incremental-rebuild", "--encryption", 1, "--sources", "--json", "--project-root", project);
    }

    private Cli.Ran state(Object... args) {
        return run(Stream.concat(
                        Stream.concat(Stream.of("state"), Stream.of(args)),
                        Stream.of("--json", "--project-root", project))
                .toArray());
    }

    private void damageState() throws IOException {
        Files.writeString(state, Files.readString(state).replace("billing.json", "billing.jsom"));
    }

    /// Other bytes, and a file system that does not show it.
    private void damagePackageUnseen() throws IOException {
        Path found = output.resolve("a.txt.src.qyn1");
        FileTime time = Files.getLastModifiedTime(found);
        byte[] bytes = Files.readAllBytes(found);
        bytes[bytes.length - 1] ^= 1;
        Files.write(found, bytes);
        Files.setLastModifiedTime(found, time);
    }

    private static List<String> reasons(Cli.Ran ran, String member) {
        return ran.json()
                .path(member)
                .valueStream()
                .map(each ->
                        each.path("path").asText() + " " + each.path("reason").asText())
                .toList();
    }

    @Test
    void showTellsWhatIsRemembered() {
        JsonNode shown = state("show").json();

        assertThat(shown.path("state").asText()).isEqualTo("ok");
        assertThat(shown.path("revision").longValue()).isEqualTo(1);
        assertThat(shown.path("files").longValue())
                .isEqualTo(first.json().path("rebuilt").longValue());
        assertThat(shown.at("/output/content_sha256")).isEqualTo(first.json().path("content_sha256"));
    }

    @Test
    void showTellsThatThereIsNone() throws IOException {
        Files.delete(state);

        assertThat(state("show").exit()).isEqualTo(3);
    }

    @Test
    void showTellsWhatIsWrong() throws IOException {
        damageState();
        Cli.Ran ran = state("show");

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.json().path("problem").asText()).contains("checksum");
    }

    @Test
    void verifyFindsAllAsItWasWritten() {
        Cli.Ran ran = state("verify");

        assertThat(ran.exit()).as(ran.out()).isZero();
        assertThat(ran.json().path("ok")).isEqualTo(ran.json().path("checked"));
    }

    @Test
    void verifyNamesAPackageThatWasAlteredOrTakenAway() throws IOException {
        damagePackageUnseen();
        Files.delete(output.resolve("billing.qyn1"));
        Cli.Ran ran = state("verify");

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(reasons(ran, "bad")).containsExactly("a.txt DIGEST_MISMATCH", "billing.json MISSING");
    }

    @Test
    void verifySeesThatAnotherRunWroteTheOutput() {
        run("batch-encode", "--encryption", 1, "--sources", "--project-root", project);
        Cli.Ran ran = state("verify");

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.json().path("index_in_step").booleanValue()).isFalse();
        assertThat(ran.json().path("unrecorded")).isNotEmpty();
    }

    @Test
    void repairSaysFirstWhatIsAffectedAndChangesNothingOnADryRun() throws IOException {
        damageState();
        byte[] before = Files.readAllBytes(state);
        Cli.Ran ran = state("repair", "--dry-run");

        assertThat(ran.exit()).isZero();
        assertThat(reasons(ran, "affected")).contains("a.txt UNRECORDED", "billing.json UNRECORDED");
        assertThat(ran.json().path("action").asText()).isEqualTo("quarantined");
        assertThat(Files.readAllBytes(state)).isEqualTo(before);
    }

    @Test
    void repairPutsADamagedStateAway() throws IOException {
        damageState();
        byte[] before = Files.readAllBytes(state);
        Cli.Ran ran = state("repair");

        assertThat(Files.readAllBytes(Path.of(ran.json().path("quarantine").asText())))
                .isEqualTo(before);
        assertThat(ran.logged().path("event").asText()).isEqualTo("state-quarantined");
        assertThat(rebuild().json().at("/reasons/state-lost").longValue())
                .isEqualTo(first.json().path("rebuilt").longValue());
    }

    @Test
    void repairIsNotStoppedByADamagedIndex() throws IOException {
        damageState();
        Files.writeString(output.resolve("index.json"), "{}");
        Cli.Ran ran = state("repair");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(reasons(ran, "affected")).containsExactly(" BAD_INDEX");
    }

    @Test
    void repairFromTheBackupMakesOnlyWhatDiffers() throws IOException {
        Files.writeString(project.resolve("a.txt"), "edited");
        rebuild();
        damageState();
        Cli.Ran ran = state("repair", "--from-bak");
        JsonNode next = rebuild().json();

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(reasons(ran, "affected")).anyMatch(each -> each.startsWith("a.txt "));
        assertThat(next.path("rebuilt").longValue()).isEqualTo(1);
        assertThat(next.path("state").asText()).isEqualTo("ok");
    }

    @Test
    void repairOfASoundStateHasAffectedPackagesMadeAgain() throws IOException {
        damagePackageUnseen();
        Cli.Ran ran = state("repair");
        JsonNode next = rebuild().json();

        assertThat(ran.json().path("action").asText()).isEqualTo("forgotten");
        assertThat(next.at("/reasons/package-corrupted").longValue()).isEqualTo(1);
        assertThat(state("verify").exit()).isZero();
    }

    @Test
    void repairRefusesABackupThatCannotBeBelieved() throws IOException {
        damageState();
        Files.writeString(folder.resolve("billing/.quenyan-state.json.bak"), "{}");
        Cli.Ran ran = state("repair", "--from-bak");

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.err()).contains("STATE_DAMAGED");
        assertThat(state).exists();
    }

    @Test
    void explainTellsWhatTheNextRunDoes() throws IOException {
        Files.writeString(project.resolve("a.txt"), "edited");
        Files.writeString(project.resolve("new.txt"), "new");

        assertThat(explained("a.txt")).isEqualTo("rebuilt content-changed");
        assertThat(explained("new.txt")).isEqualTo("rebuilt new");
        assertThat(explained("billing.json")).isEqualTo("reused null");
    }

    private String explained(String path) {
        Cli.Ran ran = state("explain", path);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.json().path("action").asText() + " "
                + ran.json().path("reason").asText();
    }

    @Test
    void explainDoesNotKnowWhatIsNotThere() {
        assertThat(state("explain", "nowhere.txt").exit()).isEqualTo(3);
    }

    @Test
    void archiveIsForItsOwnerAloneAndTellsItsDigest() throws IOException {
        Path archive = folder.resolve("state.archived");
        Cli.Ran ran = state("archive", "--to", archive);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(archive)).isEqualTo(Files.readAllBytes(state));
        assertThat(ran.json().path("sha256").asText()).hasSize(64);
        assertThat(state("archive", "--to", archive).exit()).isEqualTo(10);
    }

    @Test
    void anArchivedStateIsPutBackAndLookedAtAgain() throws IOException {
        Path archive = folder.resolve("state.archived");
        String sha256 = state("archive", "--to", archive).json().path("sha256").asText();
        Files.writeString(project.resolve("a.txt"), "edited");
        rebuild();
        Cli.Ran ran = state("restore", archive, "--sha256", sha256);
        JsonNode next = rebuild().json();

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.json().path("revision").longValue()).isEqualTo(3);
        assertThat(next.path("rebuilt").longValue()).isEqualTo(1);
        assertThat(next.path("state").asText()).isEqualTo("ok");
    }

    @Test
    void anotherArchiveThanTheOneToldIsRefused() throws IOException {
        Path archive = folder.resolve("state.archived");
        state("archive", "--to", archive);
        Files.write(archive, new byte[] {' '}, java.nio.file.StandardOpenOption.APPEND);

        assertThat(state("restore", archive).exit()).isEqualTo(7);
        assertThat(state("restore", archive, "--sha256", "0".repeat(64)).exit()).isEqualTo(7);
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("run.log"), text);
    }

    @Test
    void reconcileFindsAnEventForEveryFile() throws IOException {
        Cli.Ran ran = state("reconcile", "--log", log("other program\n" + first.err()));

        assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
        assertThat(ran.json().path("events").longValue())
                .isEqualTo(first.json().path("rebuilt").longValue());
    }

    @Test
    void reconcileNamesAFileWithoutAnEvent() throws IOException {
        String cut = String.join(
                "\n",
                first.err()
                        .lines()
                        .filter(line -> !line.contains("\"path\":\"a.txt\""))
                        .toList());
        Cli.Ran ran = state("reconcile", "--log", log(cut));

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(reasons(ran, "findings")).containsExactly("a.txt NO_EVENT");
        assertThat(ran.json().path("gap").asText()).contains("rebuilt");
    }

    @Test
    void reconcileNamesAFileThatCameSince() throws IOException {
        Files.writeString(project.resolve("late.txt"), "late");

        assertThat(reasons(state("reconcile", "--log", log(first.err())), "findings"))
                .containsExactly("late.txt NO_EVENT");
    }

    @Test
    void reconcileReadsTheJournalToo() throws IOException {
        try (Stream<Path> journals = Files.list(folder.resolve("home/journal"))) {
            Path journal = journals.filter(each -> contains(each, "project-incremental-file"))
                    .findFirst()
                    .orElseThrow();

            assertThat(state("reconcile", "--log", journal).exit()).isZero();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void reconcileWantsARun() throws IOException {
        assertThat(state("reconcile", "--log", log("nothing of ours\n")).exit()).isEqualTo(3);
    }

    @Test
    void aStateOfAnotherProjectIsLeftAlone() {
        Cli.Ran ran = state("verify", "--project-id", "payroll");

        assertThat(ran.exit()).isEqualTo(10);
        assertThat(ran.err()).contains("STATE_FOREIGN");
    }

    @Test
    void explainKnowsWhatAManifestSays() throws IOException {
        Path manifest = Files.writeString(folder.resolve("needs.json"), "{\"billing.json\":[\"a.txt\"]}");
        Files.writeString(project.resolve("a.txt"), "edited");

        assertThat(state("explain", "billing.json", "--dependencies", manifest)
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("dependency-changed");
    }

    @Test
    void repairDoesNotCallAnOutputWithoutAStateSound() throws IOException {
        Files.delete(state);
        Cli.Ran ran = run("state", "repair", "--project-root", project);

        assertThat(ran.exit()).isZero();
        assertThat(ran.out()).contains("the next run makes what is affected").doesNotContain("Nothing");
    }

    @Test
    void restoreSaysWhatToDoWithAnArchiveThatCannotBeBelieved() throws IOException {
        Path archive = folder.resolve("archived");
        Files.write(archive, Arrays.copyOf(Files.readAllBytes(state), 100));
        Cli.Ran ran = state("restore", archive);

        assertThat(ran.exit()).isEqualTo(7);
        assertThat(ran.err()).contains("STATE_DAMAGED", "Name another archive").doesNotContain("state repair");
    }
}
