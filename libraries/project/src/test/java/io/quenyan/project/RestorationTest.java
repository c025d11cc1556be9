package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.format.CanonicalJson;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.RestoreFolder;
import io.quenyan.project.git.TestRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestorationTest {

    @TempDir
    Path folder;

    private final DerivedKeys keys = Fixtures.keys("correct horse");
    private TestRepository repository;

    @BeforeEach
    void create() {
        repository = TestRepository.at(folder.resolve("repo"));
        repository
                .file("a.json", Fixtures.descriptor("AAAA"))
                .file("b/c.txt", "text\r\n")
                .file("é/empty", "")
                .executable("run.sh", "#!/bin/sh\n")
                .link("up", "../outside")
                .link("b/side", "c.txt");
        repository.commit();
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private Path output() {
        return folder.resolve("out");
    }

    private Path restored() {
        return folder.resolve("restored");
    }

    private void encode(Selection selection) {
        Fixtures.encode(repository.root(), output(), keys, selection);
    }

    private RestorationReport restore() {
        return restore(keys);
    }

    private RestorationReport restore(DerivedKeys with) {
        try (RestoredTree target = RestoreFolder.open(restored(), false)) {
            return new Restoration(PackageFolder.open(output()), with, Progress.NONE)
                    .restore(Fixtures.index(output()), target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RestorationReport decode(Sample sample) {
        try (RestoredTree target = RestoreFolder.open(restored(), true)) {
            return new Restoration(PackageFolder.open(output()), keys, Progress.NONE)
                    .decode(Fixtures.index(output()), target, sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void givesBackWhatGitHolds() throws IOException {
        Fixtures.encode(
                repository.root(),
                output(),
                keys,
                new BatchOptions("billing", Selection.everything(), Encryption.V2, false, false));
        RestorationReport report = restore();
        assertThat(report.bad()).isEmpty();

        Files.move(repository.root().resolve(".git"), restored().resolve(".git"));

        try (TestRepository again = TestRepository.at(restored())) {
            assertThat(again.clean()).isTrue();
        }
    }

    @Test
    void agreesOnTheContent() {
        encode(Selection.everything());

        assertThat(restore().contentSha256())
                .isEqualTo(Fixtures.index(output()).claimed().contentSha256());
    }

    @Test
    void writesTheJsonOfADescriptorThatHasNoSource() throws IOException {
        encode(Selection.descriptors());
        restore();

        assertThat(CanonicalJson.parse(Files.readAllBytes(restored().resolve("a.json")))
                        .path("sections")
                        .path("tokens")
                        .asText())
                .isEqualTo("AAAA");
    }

    @Test
    void keepsWhatIsThereAlready() {
        encode(Selection.everything());
        restore();

        RestorationReport again = restore();

        assertThat(again.written()).isZero();
        assertThat(again.bad()).isEmpty();
    }

    @Test
    void goesOnWhereItWasBrokenOff() throws IOException {
        encode(Selection.everything());
        restore();
        Files.delete(restored().resolve("b/c.txt"));
        Files.writeString(
                Files.createDirectory(restored().resolve(".quenyan-tmp")).resolve("x.tmp"), "half");

        assertThat(restore().written()).isEqualTo(1);
        assertThat(restored().resolve(".quenyan-tmp")).doesNotExist();
    }

    @Test
    void leavesAFileWithOtherContentAlone() throws IOException {
        encode(Selection.everything());
        Files.createDirectories(restored().resolve("b"));
        Files.writeString(restored().resolve("b/c.txt"), "precious");

        assertThat(restore().bad()).extracting(BadEntry::reason).containsExactly("EXISTS");
        assertThat(restored().resolve("b/c.txt")).hasContent("precious");
    }

    @Test
    void writesNothingThroughALink() throws IOException {
        encode(Selection.everything());
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createDirectories(restored());
        Files.createSymbolicLink(restored().resolve("b"), outside);

        assertThat(restore().bad()).extracting(BadEntry::path).containsExactlyInAnyOrder("b/c.txt", "b/side");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void makesLinksWithoutFollowingThem() throws IOException {
        encode(Selection.everything());
        restore();

        assertThat(Files.readSymbolicLink(restored().resolve("up"))).hasToString("../outside");
        assertThat(Files.exists(folder.resolve("outside"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void tellsAPackageThatWasTamperedWithAndRestoresTheRest() throws IOException {
        encode(Selection.everything());
        Path altered = output().resolve("b/c.txt.src.qyn1");
        byte[] bytes = Files.readAllBytes(altered);
        bytes[bytes.length / 2] ^= 1;
        Files.write(altered, bytes);

        RestorationReport report = restore();

        assertThat(report.bad()).extracting(BadEntry::reason).containsExactly("DIGEST_MISMATCH");
        assertThat(restored().resolve("b/c.txt")).doesNotExist();
        assertThat(restored().resolve("run.sh")).isExecutable();
    }

    @Test
    void tellsPackagesThatWereSwapped() throws IOException {
        encode(Selection.everything());
        Path one = output().resolve("b/c.txt.src.qyn1");
        Path other = output().resolve("run.sh.src.qyn1");
        Files.move(one, folder.resolve("kept"));
        Files.move(other, one);
        Files.move(folder.resolve("kept"), other, StandardCopyOption.REPLACE_EXISTING);

        assertThat(restore().bad()).extracting(BadEntry::path).containsExactlyInAnyOrder("b/c.txt", "run.sh");
    }

    @Test
    void writesNothingWithAnotherPassphrase() {
        encode(Selection.everything());

        assertThatThrownBy(() -> restore(Fixtures.keys("wrong horse")))
                .isInstanceOfSatisfying(
                        UntrustedIndexException.class,
                        e -> assertThat(e.trust()).isEqualTo(IndexTrust.WRONG_SECRET));
        assertThat(restored()).isEmptyDirectory();
    }

    @Test
    void decodesIntoFoldersOfTheirOwn() {
        encode(Selection.everything());

        decode(Sample.ALL);

        assertThat(restored().resolve("a.json")).exists();
        assertThat(restored().resolve("a.json.src")).hasContent(Fixtures.descriptor("AAAA"));
        assertThat(restored().resolve("up")).isRegularFile().hasContent("../outside");
    }

    @Test
    void decodesASample() {
        encode(Selection.everything());

        assertThat(decode(new Sample(2, 42)).written()).isEqualTo(2);
    }
}
