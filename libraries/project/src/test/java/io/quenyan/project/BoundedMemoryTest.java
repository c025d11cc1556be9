package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.RestoreFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Memory follows neither the number of files nor their sizes together: 5,000 files of 32 KiB, 160 MB in all, are
/// encoded, verified and restored in a heap of 32 MiB. With 100,000 files 256 MiB are enough.
class BoundedMemoryTest {

    private static final int FILES = 5_000;
    private static final int BYTES = 32 * 1024;

    @TempDir
    Path folder;

    @Test
    void encodesVerifiesAndRestoresInASmallHeap() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx32m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();

        assertThat(java.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(java.exitValue()).as(folder.resolve("log").toString()).isZero();
    }

    /// The process with the small heap.
    static final class Main {
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            PackageFolder output = PackageFolder.open(folder.resolve("out"));
            try (DerivedKeys keys = Fixtures.keys("correct horse");
                    RestoredTree target = RestoreFolder.open(folder.resolve("restored"), false)) {
                new ProjectBatch(new ManyFiles(), output, keys, Progress.NONE)
                        .run(new BatchOptions("billing", Selection.everything(), Encryption.V1, false, false));
                IndexFile index = IndexFile.parse(output.index().orElseThrow());
                long ok = new Verification(output, keys, Progress.NONE)
                        .verify(index, Sample.ALL, null)
                        .ok();
                long written = new Restoration(output, keys, Progress.NONE)
                        .restore(index, target)
                        .written();
                System.exit(ok == FILES && written == FILES ? 0 : 1);
            }
        }
    }

    /// Files that are made when they are read.
    private static final class ManyFiles implements ProjectTree {
        @Override
        public TreeListing list() {
            return new TreeListing(
                    IntStream.range(0, FILES)
                            .mapToObj(i -> new TreeEntry("d/%05d".formatted(i), FileMode.FILE, BYTES, ""))
                            .toList(),
                    java.util.List.of(),
                    Map.of());
        }

        @Override
        public byte[] read(TreeEntry entry) {
            byte[] content = new byte[BYTES];
            Arrays.fill(content, (byte) entry.path().hashCode());
            return content;
        }

        @Override
        public Optional<Revision> revision() {
            return Optional.empty();
        }

        @Override
        public boolean dirty() {
            return false;
        }

        @Override
        public void close() {}
    }
}
