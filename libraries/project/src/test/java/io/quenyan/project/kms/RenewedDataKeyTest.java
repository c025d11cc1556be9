package io.quenyan.project.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Encryption;
import io.quenyan.format.KdfLimits;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.Kms;
import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.LocalKms;
import io.quenyan.kms.file.RingSettings;
import io.quenyan.project.BatchOptions;
import io.quenyan.project.Dependencies;
import io.quenyan.project.Fixtures;
import io.quenyan.project.IncrementalBatch;
import io.quenyan.project.IncrementalOptions;
import io.quenyan.project.IndexFile;
import io.quenyan.project.Progress;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Restoration;
import io.quenyan.project.RestoredTree;
import io.quenyan.project.Sample;
import io.quenyan.project.Selection;
import io.quenyan.project.Verification;
import io.quenyan.project.VerificationReport;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.RestoreFolder;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StatefulBatch;
import io.quenyan.project.git.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An output whose packages are of two data keys, because one was renewed while only some files changed.
class RenewedDataKeyTest {

    private static final NamedKey KEY = new NamedKey("local", "release");

    @TempDir
    private Path folder;

    private Path root;
    private Path output;
    private KeyRingKms ring;

    @BeforeEach
    void keyAndProject() throws IOException {
        ring = LocalKms.at(folder.resolve("local-kms.json"), RingSettings.of("test"));
        ring.create(new KeyId("release"), Optional.empty());
        root = Files.createDirectories(folder.resolve("billing"));
        output = folder.resolve("artifacts");
        Files.writeString(root.resolve("a.txt"), "a");
        Files.writeString(root.resolve("b.txt"), "b");
        rebuild(Instant.now());
        Files.writeString(root.resolve("b.txt"), "b, changed");
        rebuild(Instant.now().plus(Duration.ofDays(31)));
    }

    private DataKeys keys() {
        return new DataKeys("billing", NamedKeys.of(List.of(KEY), this::kms), KdfLimits.DEFAULT);
    }

    private Kms kms(String provider) {
        return ring;
    }

    private void rebuild(Instant now) throws IOException {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        var options = new IncrementalOptions(
                new BatchOptions("billing", Selection.everything(), Encryption.V2, false, false),
                Dependencies.NONE,
                false,
                clock);
        try (DataKeys keys = keys();
                ProjectTree tree = ProjectFolder.open(root, new OwnFiles(Set.of(output)))) {
            var batch = new IncrementalBatch(
                    tree, PackageFolder.open(output), new DataKeySecret(keys, KEY, clock), Progress.NONE);
            new StatefulBatch(StateFile.at(folder.resolve("state.json")), batch)
                    .run(options, "test", (from, to, problem) -> {});
        }
    }

    @Test
    void verifiesAsAWhole() {
        IndexFile index = Fixtures.index(output);
        try (DataKeys keys = keys()) {
            VerificationReport report =
                    new Verification(PackageFolder.open(output), keys, Progress.NONE).verify(index, Sample.ALL, null);

            assertThat(report.bad()).isEmpty();
            assertThat(report.ok()).isEqualTo(2);
            assertThat(index.claimed().generation()).isEqualTo(2);
            assertThat(index.claimed().entries()).extracting("generation").containsExactly(1L, 2L);
        }
    }

    @Test
    void isRestored() throws IOException {
        Path restored = folder.resolve("restored");
        try (DataKeys keys = keys();
                RestoredTree target = RestoreFolder.open(restored, false)) {
            new Restoration(PackageFolder.open(output), keys, Progress.NONE).restore(Fixtures.index(output), target);
        }

        assertThat(restored.resolve("a.txt")).hasContent("a");
        assertThat(restored.resolve("b.txt")).hasContent("b, changed");
    }
}
