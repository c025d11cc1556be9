package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StatefulBatch;
import io.quenyan.project.git.ProjectFolder;
import io.quenyan.project.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncrementalBatchTest {

    /// So late that no file was changed a moment ago.
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1));

    @TempDir
    Path folder;

    private final DerivedKeys keys = Fixtures.keys("correct horse");
    private TestRepository repository;
    private Dependencies manifests = Dependencies.NONE;
    private Selection selection = Selection.everything();
    private Encryption encryption = Encryption.V1;
    private Clock clock = LATER;
    private boolean forced;
    private boolean dryRun;

    @BeforeEach
    void create() {
        repository = TestRepository.at(folder.resolve("repo"));
        repository
                .file("a.json", Fixtures.descriptor("AAAA"))
                .file("b/c.txt", "text")
                .file("b/d.txt", "more");
        repository.commit();
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Path output() {
        return folder.resolve("out");
    }

    private StateFile state() {
        return StateFile.at(folder.resolve("state.json"));
    }

    private StatefulBatch.Finished finish(DerivedKeys secret) {
        var options = new IncrementalOptions(
                new BatchOptions("billing", selection, encryption, false, dryRun), manifests, forced, clock);
        try (ProjectTree tree = ProjectFolder.open(repository.root(), new OwnFiles(Set.of(output())))) {
            var batch = new IncrementalBatch(tree, PackageFolder.open(output()), secret, Progress.NONE);
            return new StatefulBatch(state(), batch).run(options, "a test", (_, _, _) -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IncrementalReport run() {
        return finish(keys).report();
    }

    private static List<String> told(IncrementalReport report) {
        return report.decisions().stream()
                .filter(each -> each.action() != FileAction.REUSED)
                .map(each -> each.path() + " " + each.action().text()
                        + (each.reason() == null ? "" : " " + each.reason().text()))
                .toList();
    }

    private ProjectState remembered() {
        return ((FoundState.Sound) state().look()).state();
    }

    private VerificationReport verify() {
        return new Verification(PackageFolder.open(output()), keys, Progress.NONE)
                .verify(Fixtures.index(output()), Sample.ALL, null);
    }

    private Path packaged(String name) {
        return output().resolve(name);
    }

    @Test
    void makesEverythingOnce() {
        assertThat(told(run())).containsExactly("a.json rebuilt new", "b/c.txt rebuilt new", "b/d.txt rebuilt new");
        IncrementalReport second = run();
        assertThat(told(second)).isEmpty();
        assertThat(second.counts().hitRate()).isEqualTo(1);
        assertThat(verify().bad()).isEmpty();
    }

    @Test
    void makesTheSameContentAsAWholeBatch() {
        IncrementalReport report = run();

        BatchReport whole = Fixtures.encode(repository.root(), folder.resolve("whole"), keys, selection);
        assertThat(report.batch().contentSha256()).isEqualTo(whole.contentSha256());
    }

    @Test
    void makesAgainWhatChanged() throws IOException {
        run();
        repository.file("b/c.txt", "edit").file("new", "file");
        Files.delete(repository.root().resolve("b/d.txt"));

        assertThat(told(run()))
                .containsExactly("b/c.txt rebuilt content-changed", "b/d.txt removed", "new rebuilt new");
        assertThat(verify().bad()).isEmpty();
        BatchReport whole = Fixtures.encode(repository.root(), folder.resolve("whole"), keys, selection);
        assertThat(Fixtures.index(output()).claimed().contentSha256()).isEqualTo(whole.contentSha256());
    }

    @Test
    void seesAnEditOfTheSameSizeWhoseTimeWasPutBack() throws IOException {
        run();
        Path file = repository.root().resolve("b/c.txt");
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, "tExt");
        Files.setLastModifiedTime(file, before);

        assertThat(told(run())).containsExactly("b/c.txt rebuilt content-changed");
    }

    @Test
    void looksAgainAtWhatChangedAMomentAgo() throws IOException {
        clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
        run();

        assertThat(remembered().files())
                .allSatisfy(file -> assertThat(file.stamp()).isNull());
        assertThat(told(run())).isEmpty();
    }

    @Test
    void keepsGenerationAndCommitOfWhatItKeeps() {
        String first = repository.commit();
        run();
        repository.file("b/c.txt", "edit");
        String second = repository.commit();
        run();

        assertThat(Fixtures.index(output()).claimed().entries())
                .extracting(IndexEntry::path, IndexEntry::generation, IndexEntry::commit)
                .contains(tuple("b/d.txt", 1L, first), tuple("b/c.txt", 2L, second));
    }

    @Test
    void goesOnWithTheSaltOfTheIndex() {
        run();
        var salt = Fixtures.index(output()).claimed().derivation();
        repository.file("b/c.txt", "edit");
        run();

        assertThat(Fixtures.index(output()).claimed().derivation()).isEqualTo(salt);
        assertThat(remembered().output())
                .isInstanceOfSatisfying(
                        RecordedOutput.class,
                        output -> assertThat(output.sealedUnderSalt()).isEqualTo(5));
    }

    @Test
    void writesNoIndexWhereNothingChanged() {
        run();
        String before = Fixtures.index(output()).sha256();
        run();

        assertThat(Fixtures.index(output()).sha256()).isEqualTo(before);
    }

    @Test
    void makesAgainWhatIsMissingOrWasChangedInTheOutput() throws IOException {
        run();
        Files.delete(packaged("b/c.txt.src.qyn1"));
        byte[] bytes = Files.readAllBytes(packaged("b/d.txt.src.qyn1"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(packaged("b/d.txt.src.qyn1"), bytes);
        Files.write(packaged("a.qyn1"), new byte[10]);

        assertThat(told(run()))
                .containsExactly(
                        "a.json rebuilt package-corrupted",
                        "b/c.txt rebuilt package-missing",
                        "b/d.txt rebuilt package-corrupted");
        assertThat(verify().bad()).isEmpty();
    }

    @Test
    void makesEverythingAgainUnderAnotherPassphrase() {
        run();

        DerivedKeys other = Fixtures.keys("another horse");
        assertThat(told(finish(other).report())).allMatch(line -> line.endsWith("rebuilt secret-changed"));
        assertThat(Fixtures.index(output()).check(other, PackageFolder.open(output())))
                .isEqualTo(IndexTrust.VERIFIED);
    }

    @Test
    void refusesAnOutputOfAnotherPassphraseOfWhichItKnowsNothing() throws IOException {
        run();
        Files.delete(state().path());

        assertThatThrownBy(() -> finish(Fixtures.keys("another horse"))).isInstanceOf(OutputRefusedException.class);
    }

    @Test
    void makesEverythingAgainWhenTheStateIsLost() throws IOException {
        run();
        Files.writeString(state().path(), "");
        Files.delete(repository.root().resolve("b/d.txt"));

        assertThat(told(run()))
                .containsExactly("a.json rebuilt state-lost", "b/c.txt rebuilt state-lost", "b/d.txt removed");
    }

    @Test
    void quarantinesWhatItCannotBelieve() throws IOException {
        run();
        Files.writeString(state().path(), "rubbish");

        StatefulBatch.Finished finished = finish(keys);

        assertThat(finished.condition()).isEqualTo(StateCondition.QUARANTINED);
        assertThat(finished.quarantine().orElseThrow()).hasContent("rubbish");
        assertThat(told(finished.report())).hasSize(3).allMatch(line -> line.endsWith("state-lost"));
    }

    @Test
    void makesEverythingAgainWhenAskedTo() {
        run();
        forced = true;

        assertThat(told(run())).hasSize(3).allMatch(line -> line.endsWith("rebuilt forced"));
    }

    @Test
    void makesEverythingAgainInAnotherEncryption() {
        run();
        encryption = Encryption.V2;

        assertThat(told(run())).hasSize(3).allMatch(line -> line.endsWith("rebuilt options-changed"));
    }

    @Test
    void dropsSourcesThatAreNotWantedAnyMore() {
        run();
        selection = Selection.descriptors();

        assertThat(told(run())).containsExactly("a.json rebuilt options-changed", "b/c.txt removed", "b/d.txt removed");
        assertThat(verify().bad()).isEmpty();
    }

    @Test
    void remembersJsonThatIsNoDescriptor() {
        selection = Selection.descriptors();
        repository.file("package.json", "{}");
        run();
        IncrementalReport second = run();

        assertThat(told(second)).isEmpty();
        assertThat(second.counts().excluded()).isEqualTo(Map.of("not-a-descriptor", 3L));
        assertThat(second.gap()).isEmpty();
    }

    @Test
    void makesAgainWhatDependsOnAChangedFile() {
        selection = Selection.descriptors();
        repository.file(
                "e.json",
                Fixtures.descriptor("AAAA").replace("{\"name\"", "{\"dependencies\": [\"a.json\"], \"name\""));
        manifests = Dependencies.of(Map.of("a.json", List.of("b/c.txt")));
        run();
        assertThat(told(run())).isEmpty();

        repository.file("b/c.txt", "edit");

        assertThat(told(run()))
                .containsExactly("a.json rebuilt dependency-changed", "e.json rebuilt dependency-changed");
        assertThat(told(run())).isEmpty();
    }

    @Test
    void tellsFailuresEveryTimeAndReconciles() {
        repository.file("broken.json", "{\"sections\":");
        run();
        IncrementalReport second = run();

        assertThat(told(second)).containsExactly("broken.json failed");
        assertThat(second.gap()).isEmpty();
        assertThat(second.counts().tracked()).isEqualTo(second.counts().seen());
    }

    @Test
    void changesNothingOnADryRun() {
        run();
        repository.file("b/c.txt", "edit");
        String index = Fixtures.index(output()).sha256();
        dryRun = true;

        assertThat(told(run())).containsExactly("b/c.txt rebuilt content-changed");
        assertThat(Fixtures.index(output()).sha256()).isEqualTo(index);
        assertThat(told(run())).isNotEmpty();
    }

    @Test
    void looksAtEverythingAgainWhenAnOlderStateWasPutBack() throws IOException {
        run();
        byte[] archived = Files.readAllBytes(state().path());
        repository.file("b/c.txt", "edit");
        run();
        repository.file("b/d.txt", "edit");
        run();
        Files.write(state().path(), archived);

        StatefulBatch.Finished finished = finish(keys);

        assertThat(finished.putBack()).isTrue();
        assertThat(told(finished.report()))
                .containsExactly("b/c.txt rebuilt content-changed", "b/d.txt rebuilt content-changed");
        assertThat(verify().bad()).isEmpty();
        assertThat(told(run())).isEmpty();
    }

    @Test
    void believesNothingOfAnIndexThatAnotherRunWrote() {
        run();
        Fixtures.encode(repository.root(), output(), keys, selection);

        assertThat(told(run())).hasSize(3).allMatch(line -> line.endsWith("state-lost"));
    }

    @Test
    void findsOutWhetherTheWorkTreeDiffersFromTheCommitWithoutReadingIt() {
        run();
        assertThat(run().batch().dirty()).isFalse();
        repository.file("b/c.txt", "edit");
        run();

        assertThat(run().batch().dirty()).isTrue();
    }

    @Test
    void keepsAStateThatSaysNothingNew() {
        run();
        long revision = finish(keys).revision();

        assertThat(finish(keys).revision()).isEqualTo(revision);
    }

    /// A run that dies leaves packages of the new passphrase under the index of the old one.
    @Test
    void goesOnWithAChangeOfPassphraseThatEndedEarly() throws IOException {
        run();
        byte[] index = Files.readAllBytes(packaged("index.json"));
        byte[] state = Files.readAllBytes(state().path());
        DerivedKeys other = Fixtures.keys("another horse");
        finish(other);
        Files.write(packaged("index.json"), index);
        Files.write(state().path(), state);
        Files.delete(packaged("b/c.txt.src.qyn1"));

        assertThat(told(finish(other).report())).hasSize(3);
        assertThat(Fixtures.index(output()).check(other, PackageFolder.open(output())))
                .isEqualTo(IndexTrust.VERIFIED);
        assertThat(told(finish(other).report())).isEmpty();
    }

    @Test
    void keepsNoPackageThatLiesBehindALink() throws IOException {
        run();
        Files.move(output().resolve("b"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(output().resolve("b"), folder.resolve("elsewhere"));

        assertThatThrownBy(this::run).hasMessageContaining("needs a folder where a file or a link is");
    }

    @Test
    void remembersNoDependencyThatCanBeNoPath() {
        String name = "x".repeat(20_000);
        repository.file(
                "e.json",
                Fixtures.descriptor("AAAA")
                        .replace("{\"name\"", "{\"dependencies\": [\"%s\"], \"name\"".formatted(name)));
        run();

        assertThat(finish(keys).condition()).isEqualTo(StateCondition.OK);
    }

    @Test
    void watchesWhatADescriptorNamesFromTheFirstRunOn() {
        selection = Selection.descriptors();
        repository.file(
                "e.json",
                Fixtures.descriptor("AAAA").replace("{\"name\"", "{\"dependencies\": [\"b/c.txt\"], \"name\""));
        run();
        assertThat(told(run())).isEmpty();

        repository.file("b/c.txt", "edit");

        assertThat(told(run())).containsExactly("e.json rebuilt dependency-changed");
    }

    @Test
    void takesACopyThatWasPutBackForTheStateOnce() throws IOException {
        run();
        ProjectState old = remembered();
        state().backup()
                .save(
                        new ProjectState(old.lineage(), 5, old.project(), old.updatedAt(), old.output(), old.files()),
                        new FoundState.Absent(StateCondition.MISSING));

        assertThat(finish(keys).putBack()).isTrue();
        assertThat(finish(keys).putBack()).isFalse();
        assertThat(remembered().revision()).isEqualTo(6);
    }

    @Test
    void countsGenerationsOnWhereOnlyTheIndexIsLost() throws IOException {
        run();
        repository.file("b/c.txt", "edit");
        run();
        Files.delete(packaged("index.json"));

        assertThat(run().batch().generation()).isEqualTo(3);
    }
}
