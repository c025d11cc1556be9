package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.git.Repository;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The main job, end to end, against one encoder that logs everything.
class EncodeKafkaTest {

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static ServiceProcess encoder;
    private static Repository billing;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        encoder = workshop.encoder("talkative")
                .with("quarkus.log.level", "TRACE")
                .start()
                .awaitReady(Workshop.START);
        billing = Repository.of(workshop.repository("billing"), 40);
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Nested
    class Refusals extends RefusalTests {}

    @Nested
    class Parts extends PartTests {}

    @Nested
    class Keys extends KeyTests {}

    static Workshop workshop() {
        return workshop;
    }

    /// A project of 40 files.
    static Repository billing() {
        return billing;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void encodesAProjectThatCanBeReadWithThePassphraseAlone(int encryption) {
        Output output = workshop.output("whole-" + encryption);
        String request = workshop.ask(billing, output, asked -> asked.setEncryptionVersion(encryption));
        ProjectBatchEncoded answer = workshop.encoded(request);

        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(billing.files());
        assertThat(answer.getOutcome()).isEqualTo("success");
        assertThat(answer.getSeen()).isEqualTo(40);
        assertThat(answer.getEncoded()).isEqualTo(40);
        assertThat(answer.getPackages()).isEqualTo(40);
        assertThat(answer.getIndexSha256()).isEqualTo(output.indexSha256());
        assertThat(answer.getContentSha256()).isEqualTo(output.index().contentSha256());
        assertThat(answer.getSourceCommit()).isEqualTo(output.index().commit());
        assertThat(answer.getIndexUri()).isEqualTo(output.uri() + "/index.json");
    }

    @Test
    void tellsOfEveryPackageAndThenOfTheBatch() {
        Output output = workshop.output("told");
        String request = workshop.ask(billing, output);
        ProjectBatchEncoded answer = workshop.encoded(request);
        List<PackageEncoded> told = packages(request);

        assertThat(told)
                .extracting(PackageEncoded::getPath)
                .containsExactlyInAnyOrderElementsOf(billing.files().keySet());
        assertThat(told).extracting(PackageEncoded::getEventId).doesNotHaveDuplicates();
        assertThat(told).allSatisfy(one -> {
            assertThat(one.getCausationId()).isEqualTo(answer.getCausationId());
            assertThat(one.getCorrelationId()).isEqualTo(request);
            assertThat(Sha256.hex(Files.readAllBytes(Path.of(URI.create(one.getPackageUri())))))
                    .isEqualTo(one.getPackageSha256());
        });
    }

    @Test
    void answersARepeatedRequestOnce() {
        Output output = workshop.output("repeated");
        BatchEncodeRequested asked = Requests.batch(workshop.project, billing.uri(), output.uri(), request -> {});
        workshop.requester.ask(asked);
        workshop.requester.ask(asked);
        workshop.encoded(asked.getRequestId());
        String later = workshop.ask(billing, workshop.output("after-the-repeated"));
        workshop.encoded(later);

        assertThat(workshop.journal.effects(asked.getRequestId()).stream()
                        .filter(seen -> seen.isA(ProjectBatchEncoded.class)))
                .hasSize(1);
    }

    @Test
    void queuesTwoRequestsForOneOutput() {
        Output output = workshop.output("queued");
        String first = workshop.ask(billing, output);
        String second = workshop.ask(billing, output);
        ProjectBatchEncoded earlier = workshop.encoded(first);
        ProjectBatchEncoded later = workshop.encoded(second);

        assertThat(later.getGeneration()).isGreaterThan(earlier.getGeneration());
        assertThat(output.indexSha256()).isEqualTo(later.getIndexSha256());
        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(billing.files());
    }

    @Test
    void tellsOfFilesThatCannotBeEncoded() throws IOException {
        Repository broken = Repository.of(workshop.repository("broken"), 2);
        broken.write("broken.json", "{\"sections\": [");
        broken.write("pointer.bin", """
                version https://git-lfs.github.com/spec/v1
                oid sha256:%s
                size 12
                """.formatted("a".repeat(64)));
        broken.commit("break");
        Output output = workshop.output("broken");
        ProjectBatchEncoded answer = workshop.encoded(workshop.ask(broken, output));
        byte[] failures = Files.readAllBytes(Path.of(URI.create(answer.getFailuresUri())));

        assertThat(answer.getOutcome()).isEqualTo("partial");
        assertThat(answer.getFailed()).isEqualTo(2);
        assertThat(Sha256.hex(failures)).isEqualTo(answer.getFailuresSha256());
        assertThat(new String(failures, StandardCharsets.UTF_8)).contains("BAD_JSON", "LFS_POINTER");
        assertThat(output.index().failed())
                .extracting(ProjectIndex.Failure::path)
                .containsExactly("broken.json", "pointer.bin");
    }

    @Test
    void encodesOnlyDescriptorsUnlessAskedForSources() {
        Repository mixed = Repository.of(workshop.repository("mixed"), 3);
        mixed.write("package.json", "{\"name\": \"no descriptor\"}");
        mixed.commit("mix");
        ProjectBatchEncoded answer = workshop.encoded(
                workshop.ask(mixed, workshop.output("mixed"), asked -> asked.setPackageSources(false)));

        assertThat(answer.getEncoded()).isZero();
        assertThat(answer.getExcluded()).containsEntry("not-a-descriptor", 4L);
        assertThat(answer.getIntegrations()).containsExactly("npm");
    }

    @Test
    void servesTheMetricsOfTheReferenceWithoutAProject() throws IOException {
        workshop.encoded(workshop.ask(billing, workshop.output("measured")));
        workshop.refused(workshop.ask(billing, workshop.output("measured"), asked -> asked.setRevision(" ")));
        String metrics = served("/q/metrics");

        assertThat(metrics.lines()
                        .filter(line -> line.startsWith("# TYPE quenyan_"))
                        .map(line -> line.split(" ")[2]))
                .containsExactlyInAnyOrderElementsOf(documentedMetrics());
        assertThat(metrics).contains("quenyan_relay_leading 1").doesNotContain(workshop.project);
    }

    @Test
    void isHealthyOnLoopbackOnly() throws IOException {
        for (String probe : List.of("live", "ready", "started")) {
            assertThat(served("/q/health/" + probe)).contains("\"UP\"");
        }
        assertThat(Listeners.of(encoder.pid())).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    private static String served(String path) throws IOException {
        try (InputStream answer = encoder.url().resolve(path).toURL().openStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Counters lose their ending in the lines that tell types.
    private static List<String> documentedMetrics() throws IOException {
        Path page = Path.of(System.getProperty("quenyan.root", "..")).resolve("docs/reference/metrics.md");
        return Pattern.compile("(?m)^\\| `(quenyan_[a-z_]+)` ")
                .matcher(Files.readString(page).split("## state-service", 2)[0])
                .results()
                .map(found -> found.group(1).replaceFirst("_total$", ""))
                .toList();
    }

    private static List<PackageEncoded> packages(String request) {
        return workshop.journal.effects(request).stream()
                .filter(seen -> seen.isA(PackageEncoded.class))
                .map(seen -> (PackageEncoded) seen.event().orElseThrow())
                .toList();
    }
}
