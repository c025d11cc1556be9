package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.OutputRefusedException.Reason;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.git.TestRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectBatchTest {

    @TempDir
    Path folder;

    private final DerivedKeys keys = Fixtures.keys("correct horse");
    private TestRepository repository;

    @BeforeEach
    void create() {
        repository = TestRepository.at(folder.resolve("repo"));
        repository.file("a.json", Fixtures.descriptor("AAAA")).file("b/c.txt", "text");
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Path output() {
        return folder.resolve("out");
    }

    private BatchReport encode(Selection selection) {
        return Fixtures.encode(repository.root(), output(), keys, selection);
    }

    @Test
    void encodesDescriptorsAlone() {
        BatchReport report = encode(Selection.descriptors());

        assertThat(PackageFolder.open(output()).packages()).containsExactly("a.qyn1");
        assertThat(report.seen()).isEqualTo(1);
        assertThat(report.excluded()).isEqualTo(Map.of("not-a-descriptor", 1L));
    }

    @Test
    void encodesEverythingWithSources() {
        encode(Selection.everything());

        assertThat(PackageFolder.open(output()).packages())
                .containsExactly("a.json.src.qyn1", "a.qyn1", "b/c.txt.src.qyn1");
    }

    @Test
    void tellsTheDigestOfTheIndexThatItWrote() {
        BatchReport report = encode(Selection.everything());

        assertThat(report.indexSha256()).isEqualTo(Fixtures.index(output()).sha256());
    }

    @Test
    void agreesOnTheContentAlthoughEveryPackageDiffers() {
        BatchReport first = encode(Selection.everything());
        List<IndexEntry> before = Fixtures.index(output()).claimed().entries();

        BatchReport second = encode(Selection.everything());

        assertThat(second.contentSha256()).isEqualTo(first.contentSha256());
        assertThat(Fixtures.index(output()).claimed().entries())
                .extracting(IndexEntry::sha256)
                .doesNotContainAnyElementsOf(
                        before.stream().map(IndexEntry::sha256).toList());
    }

    @Test
    void countsGenerations() {
        encode(Selection.everything());

        assertThat(encode(Selection.everything()).generation()).isEqualTo(2);
    }

    @Test
    void namesTheCommit() {
        String commit = repository.commit();

        encode(Selection.everything());

        ProjectIndex index = Fixtures.index(output()).claimed();
        assertThat(index.commit()).isEqualTo(commit);
        assertThat(index.dirty()).isFalse();
    }

    @Test
    void writesVersionTwoWhenAskedTo() {
        BatchReport report = Fixtures.encode(
                repository.root(),
                output(),
                keys,
                new BatchOptions("billing", Selection.everything(), Encryption.V2, false, false));

        assertThat(report.encoded()).isEqualTo(2);
        assertThat(Fixtures.index(output()).check(keys, PackageFolder.open(output())))
                .isEqualTo(IndexTrust.VERIFIED);
    }

    @Test
    void tellsFailuresAndEncodesTheRest() {
        repository.file("broken.json", "{\"sections\":");

        BatchReport report = encode(Selection.descriptors());

        assertThat(report.failed()).extracting(FailedFile::path).containsExactly("broken.json");
        assertThat(report.encoded()).isEqualTo(1);
        assertThat(Fixtures.index(output()).claimed().failed())
                .containsExactly(new ProjectIndex.Failure("broken.json", "BAD_JSON"));
    }

    @Test
    void listsFailuresBesideTheIndexUntilNoneIsLeft() throws IOException {
        repository.file("broken.json", "{\"sections\":");
        BatchReport report = encode(Selection.descriptors());

        assertThat(Sha256.hex(Files.readAllBytes(output().resolve("failed.jsonl"))))
                .isEqualTo(new FailureList(report.failed()).sha256());
        Files.delete(repository.root().resolve("broken.json"));
        encode(Selection.descriptors());
        assertThat(output().resolve("failed.jsonl")).doesNotExist();
    }

    @Test
    void writesNothingWhenNamesCollide() {
        repository.file("c", "").file("c.src.json", Fixtures.descriptor(""));

        assertThatThrownBy(() -> encode(Selection.everything())).isInstanceOf(NameCollisionException.class);
        assertThat(output()).doesNotExist();
    }

    @Test
    void writesNothingIntoAnOutputOfAnotherPassphrase() throws IOException {
        encode(Selection.everything());
        byte[] before = Files.readAllBytes(output().resolve("b/c.txt.src.qyn1"));

        assertThatThrownBy(() -> Fixtures.encode(
                        repository.root(), output(), Fixtures.keys("wrong horse"), Selection.everything()))
                .isInstanceOfSatisfying(
                        OutputRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_SECRET));
        assertThat(output().resolve("b/c.txt.src.qyn1")).hasBinaryContent(before);
    }

    @Test
    void writesNothingIntoAnOutputOfAnotherProject() {
        encode(Selection.everything());

        assertThatThrownBy(() -> Fixtures.encode(
                        repository.root(),
                        output(),
                        keys,
                        new BatchOptions("payroll", Selection.everything(), Encryption.V1, false, false)))
                .isInstanceOfSatisfying(
                        OutputRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.FOREIGN));
    }

    @Test
    void tellsStalePackagesAndKeepsThem() throws IOException {
        encode(Selection.everything());
        Files.delete(repository.root().resolve("b/c.txt"));

        BatchReport report = encode(Selection.everything());

        assertThat(report.stale()).containsExactly("b/c.txt.src.qyn1");
        assertThat(output().resolve("b/c.txt.src.qyn1")).exists();
    }

    @Test
    void removesStalePackagesWhenAskedTo() throws IOException {
        encode(Selection.everything());
        Files.delete(repository.root().resolve("b/c.txt"));

        Fixtures.encode(
                repository.root(),
                output(),
                keys,
                new BatchOptions("billing", Selection.everything(), Encryption.V1, true, false));

        assertThat(output().resolve("b")).doesNotExist();
    }

    @Test
    void goesOnAfterACrash() throws IOException {
        encode(Selection.everything());
        Files.delete(output().resolve("index.json"));
        Files.writeString(
                Files.createDirectories(output().resolve(".quenyan-tmp")).resolve("x.tmp"), "half");

        BatchReport report = encode(Selection.everything());

        assertThat(report.stale()).isEmpty();
        assertThat(output().resolve(".quenyan-tmp")).doesNotExist();
    }

    @Test
    void keepsItsOutputInsideTheProjectOutOfTheProject() {
        Path inside = repository.root().resolve("restore-artifacts");
        Fixtures.encode(repository.root(), inside, keys, Selection.everything());

        BatchReport again = Fixtures.encode(repository.root(), inside, keys, Selection.everything());

        assertThat(again.encoded()).isEqualTo(2);
    }

    @Test
    void writesNothingOnADryRun() {
        BatchReport report = Fixtures.encode(
                repository.root(),
                output(),
                keys,
                new BatchOptions("billing", Selection.everything(), Encryption.V1, false, true));

        assertThat(report.encoded()).isEqualTo(2);
        assertThat(output()).doesNotExist();
    }

    @Test
    void publishesNoIndexWhenInterrupted() {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 2_000; i++) {
            tree.with("f" + i, "content");
        }
        var seen = new AtomicInteger();
        Thread runner = Thread.currentThread();
        Progress interrupting = new Progress() {
            @Override
            public void finished(FileResult result) {
                if (seen.incrementAndGet() == 10) {
                    runner.interrupt();
                }
            }
        };
        var batch = new ProjectBatch(tree, PackageFolder.open(output()), keys, interrupting);

        assertThatThrownBy(() ->
                        batch.run(new BatchOptions("billing", Selection.everything(), Encryption.V1, false, false)))
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(output().resolve("index.json")).doesNotExist();
    }

    @Test
    void tellsEachFileOnce() {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 1_200; i++) {
            tree.with("f" + i, "content");
        }
        List<String> told = new java.util.ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void finished(FileResult result) {
                told.add(result.path());
            }
        };

        new ProjectBatch(tree, PackageFolder.open(output()), keys, progress)
                .run(new BatchOptions("billing", Selection.everything(), Encryption.V1, false, false));

        assertThat(told).hasSize(1_200).doesNotHaveDuplicates();
    }
}
