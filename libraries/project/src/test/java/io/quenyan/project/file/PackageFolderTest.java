package io.quenyan.project.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.OutputRefusedException.Reason;
import io.quenyan.project.PackageStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFolderTest {

    private static final byte[] CONTENT = "package".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path output() {
        return folder.resolve("out");
    }

    private static void write(PackageFolder packages, String... names) {
        try (PackageStore.Batch batch = packages.begin()) {
            for (String name : names) {
                batch.write(name, CONTENT);
            }
            batch.commit();
        }
    }

    @Test
    void showsPackagesUnderTheirNames() {
        PackageFolder packages = PackageFolder.open(output());
        write(packages, "a/b/c.qyn1", "d.qyn1");

        assertThat(packages.packages()).containsExactly("a/b/c.qyn1", "d.qyn1");
        assertThat(packages.read("a/b/c.qyn1", 100)).hasValue(CONTENT);
    }

    @Test
    void showsNothingWithoutACommit() throws IOException {
        PackageFolder packages = PackageFolder.open(output());
        try (PackageStore.Batch batch = packages.begin()) {
            batch.write("a.qyn1", CONTENT);
        }

        assertThat(packages.packages()).isEmpty();
        try (Stream<Path> unfinished = Files.list(output().resolve(".quenyan-tmp"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @Test
    void writesNothingIntoAFolderOfSomebodyElse() throws IOException {
        Files.createDirectory(output());
        Files.writeString(output().resolve("thesis.txt"), "");

        assertRefused(Reason.FOREIGN);
        try (Stream<Path> files = Files.list(output())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void writesNothingOverAFile() throws IOException {
        Files.writeString(output(), "");

        assertRefused(Reason.FOREIGN);
    }

    @Test
    void takesAFolderThatHoldsAnIndex() throws IOException {
        Files.createDirectory(output());
        Files.writeString(output().resolve("index.json"), "{\"index\":{}}");

        assertThat(PackageFolder.open(output()).ours()).isTrue();
    }

    @Test
    void letsOnlyOneRunClaimIt() {
        try (PackageStore.Claim _ = PackageFolder.open(output()).claim()) {
            assertThatThrownBy(() -> PackageFolder.open(output()).claim())
                    .isInstanceOfSatisfying(
                            OutputRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.IN_USE));
        }
    }

    @Test
    void clearsWhatACrashedRunLeft() throws IOException {
        write(PackageFolder.open(output()), "a.qyn1");
        Path left = Files.createDirectories(output().resolve(".quenyan-tmp")).resolve("x.tmp");
        Files.writeString(left, "half a pack");

        PackageFolder.open(output()).claim().close();

        assertThat(left).doesNotExist();
    }

    @Test
    void writesNothingThroughALink() throws IOException {
        PackageFolder packages = PackageFolder.open(output());
        write(packages, "a.qyn1");
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(output().resolve("x"), outside);

        assertThatThrownBy(() -> write(packages, "x/b.qyn1")).isInstanceOf(UncheckedIOException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void replacesALinkAndNotWhatItLeadsTo() throws IOException {
        PackageFolder packages = PackageFolder.open(output());
        write(packages, "a.qyn1");
        Path outside = Files.writeString(folder.resolve("outside"), "kept");
        Files.createSymbolicLink(output().resolve("b.qyn1"), outside);

        write(packages, "b.qyn1");

        assertThat(outside).hasContent("kept");
        assertThat(output().resolve("b.qyn1")).hasContent("package");
    }

    @Test
    void readsNothingThroughALink() throws IOException {
        PackageFolder packages = PackageFolder.open(output());
        write(packages, "a.qyn1");
        Files.writeString(folder.resolve("outside"), "secret");
        Files.createSymbolicLink(output().resolve("b.qyn1"), folder.resolve("outside"));

        assertThat(packages.read("b.qyn1", 100)).isEmpty();
    }

    @Test
    void removesPackagesAndTheFoldersThatThisEmpties() {
        PackageFolder packages = PackageFolder.open(output());
        write(packages, "a/b/c.qyn1", "a/d.qyn1");

        packages.remove(List.of("a/b/c.qyn1", "../outside"));

        assertThat(output().resolve("a/b")).doesNotExist();
        assertThat(output().resolve("a/d.qyn1")).exists();
    }

    @Test
    void takesTwoWritersThatBeginAtTheSameMoment() {
        IntStream.range(0, 32)
                .parallel()
                .forEach(i -> write(PackageFolder.open(output()), "p" + i + ".qyn1", "same.qyn1"));

        assertThat(PackageFolder.open(output()).packages()).hasSize(33);
    }

    private void assertRefused(Reason reason) {
        assertThatThrownBy(() -> PackageFolder.open(output()).begin())
                .isInstanceOfSatisfying(
                        OutputRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
