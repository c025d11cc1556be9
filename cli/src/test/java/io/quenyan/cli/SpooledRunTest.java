package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.cli.file.Spool;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.RecordReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a batch leaves to be published where no cluster is.
class SpooledRunTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeProject() throws IOException {
        Path project = Files.createDirectory(folder.resolve("billing"));
        Samples.descriptor(project);
        Files.writeString(project.resolve("broken.json"), "{\"sections\":");
    }

    private Cli.Ran encode(Map<String, String> more) {
        Map<String, String> env = new HashMap<>(Cli.WITH_PASSPHRASE);
        env.put("QUENYAN_HOME", folder.resolve("home").toString());
        env.putAll(more);
        return Cli.run(
                env,
                "batch-encode",
                "--encryption",
                1,
                "--project-root",
                folder.resolve("billing"),
                "--output-dir",
                folder.resolve("artifacts"));
    }

    private List<SpecificRecord> waiting() throws IOException {
        List<Spool.Kept> kept = Spool.under(folder.resolve("home")).waiting();
        assertThat(kept).hasSize(1);
        return kept.getFirst().events().stream().map(SpooledRunTest::read).toList();
    }

    private static SpecificRecord read(EncodedEvent event) {
        return ((Readable) RecordReader.offline().read(event.topic(), event.avro(), Map.of())).event();
    }

    @Test
    void namesTheListOfFailedFiles() throws IOException {
        encode(Map.of());

        ProjectBatchEncoded event = (ProjectBatchEncoded) waiting().getLast();
        assertThat(Files.readString(Path.of(URI.create(event.getFailuresUri()))))
                .contains("\"path\":\"broken.json\"");
        assertThat(event.getFailuresSha256()).hasSize(64);
    }

    @Test
    void tellsEveryPackageBelowTheLimit() throws IOException {
        encode(Map.of());

        assertThat(waiting()).hasExactlyElementsOfTypes(PackageEncoded.class, ProjectBatchEncoded.class);
    }

    @Test
    void tellsWhatItCameToPastTheLimit() throws IOException {
        Cli.Ran ran = encode(Map.of("QUENYAN_SPOOL_LIMIT_MIB", "0"));

        assertThat(waiting()).hasExactlyElementsOfTypes(ProjectBatchEncoded.class);
        assertThat(ran.err()).contains("warning: SPOOL_FULL");
    }

    @Test
    void endsAsTheWorkEndsPastTheLimit() {
        assertThat(encode(Map.of("QUENYAN_SPOOL_LIMIT_MIB", "0")).exit()).isEqualTo(Exit.SOME_FAILED.code());
    }

    @Test
    void holdsTheStandardWhereTheLimitIsNoNumber() throws IOException {
        Cli.Ran ran = encode(Map.of("QUENYAN_SPOOL_LIMIT_MIB", "much"));

        assertThat(ran.err()).contains("warning: QUENYAN_SPOOL_LIMIT_MIB: 'much' is no number");
        assertThat(waiting()).hasSize(2);
    }
}
