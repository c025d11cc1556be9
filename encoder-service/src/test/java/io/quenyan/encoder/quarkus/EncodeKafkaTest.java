package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.RequestRefused;
import io.quenyan.local.ServiceProcess;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
    static void tellsNobodyThePassphrase() throws IOException, SQLException {
        try {
            Canary.assertNowhere(workshop);
        } finally {
            workshop.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void encodesAProjectThatCanBeReadWithThePassphraseAlone(int encryption) {
        Output output = workshop.output("whole-" + encryption);
        String request = workshop.ask(billing, output, asked -> asked.setEncryptionVersion(encryption));
        ProjectBatchEncoded answer = encoded(request);

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
        ProjectBatchEncoded answer = encoded(request);
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
        BatchEncodeRequested asked = Requester.request(workshop.project, billing.uri(), output.uri(), request -> {});
        workshop.requester.ask(asked);
        workshop.requester.ask(asked);
        encoded(asked.getRequestId());
        String later = workshop.ask(billing, workshop.output("after-the-repeated"));
        encoded(later);

        assertThat(workshop.journal.effects(asked.getRequestId()).stream()
                        .filter(seen -> seen.isA(ProjectBatchEncoded.class)))
                .hasSize(1);
    }

    @Test
    void refusesTheSameIdForAnotherRequest() {
        Output output = workshop.output("reused");
        BatchEncodeRequested asked = Requester.request(workshop.project, billing.uri(), output.uri(), request -> {});
        workshop.requester.ask(asked);
        encoded(asked.getRequestId());
        workshop.requester.ask(Requester.request(
                workshop.project,
                billing.uri(),
                output.uri(),
                request -> request.setRequestId(asked.getRequestId()).setPackageSources(false)));

        RequestRefused refused = (RequestRefused) workshop.journal
                .await(Workshop.ANSWER, seen -> seen.isA(RequestRefused.class) && seen.answers(asked.getRequestId()))
                .event()
                .orElseThrow();
        assertThat(refused.getReason()).isEqualTo("REQUEST_ID_REUSED");
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused(Reason.FIELD_INVALID, asked -> asked.setRevision(" ")),
                refused(Reason.FIELD_INVALID, asked -> asked.setInclude(List.of("["))),
                refused(Reason.SCHEME_UNSUPPORTED, asked -> asked.setSourceUri("git+https://host/repo")),
                refused(Reason.PROJECT_NOT_GRANTED, asked -> asked.setProjectId("payroll")),
                refused(Reason.ACTOR_NOT_GRANTED, asked -> asked.setActor("mallory")),
                refused(Reason.SOURCE_NOT_GRANTED, asked -> asked.setSourceUri("git+file:///etc")),
                refused(Reason.OUTPUT_NOT_GRANTED, asked -> asked.setOutputUri("file:///etc")),
                refused(Reason.PASSPHRASE_REF_NOT_GRANTED, asked -> asked.setPassphraseRef("root")),
                refused(Reason.PASSPHRASE_REF_UNKNOWN, asked -> asked.setPassphraseRef("missing")),
                refused(Reason.ENCRYPTION_UNSUPPORTED, asked -> asked.setEncryptionVersion(3)),
                refused(
                        Reason.KEY_PROVIDER_UNSUPPORTED,
                        asked -> asked.setKeyProvider("aws").setKeyId("alias/a")),
                refused(Reason.SOURCE_NOT_FOUND, asked -> asked.setSourceUri(asked.getSourceUri() + "-no")),
                refused(Reason.REVISION_UNKNOWN, asked -> asked.setRevision("no-such-branch")),
                refused(Reason.EXPIRED, asked -> asked.setNotAfter(Instant.parse("2020-01-01T00:00:00Z"))));
    }

    private static Arguments refused(Reason reason, Consumer<BatchEncodeRequested.Builder> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void refuses(Reason reason, Consumer<BatchEncodeRequested.Builder> change) {
        String request = workshop.ask(billing, workshop.output("refused"), change);

        assertThat(refused(request).getReason()).isEqualTo(reason.name());
        assertThat(refused(request).getDetail()).isNotBlank();
    }

    @Test
    void neverRepeatsThePasswordInAUri() {
        String request = workshop.ask(
                billing, workshop.output("refused"), asked -> asked.setSourceUri("git+file://ops:hunter2@host/repo"));

        assertThat(refused(request))
                .hasToString(refused(request).toString())
                .asString()
                .doesNotContain("hunter2");
    }

    @Test
    void refusesToWriteIntoAFolderThatIsNotOurs() throws IOException {
        Output output = workshop.output("foreign");
        Files.createDirectories(output.folder());
        Files.writeString(output.folder().resolve("holiday.jpg"), "not ours");

        assertThat(refused(workshop.ask(billing, output)).getReason()).isEqualTo("OUTPUT_FOREIGN");
    }

    @Test
    void refusesToWriteOverTheWorkOfAnotherPassphrase() {
        Output output = workshop.output("others");
        encoded(workshop.ask(billing, output, asked -> asked.setPassphraseRef("other")));

        assertThat(refused(workshop.ask(billing, output)).getReason()).isEqualTo("OUTPUT_FOREIGN");
    }

    @Test
    void refusesTwoFilesThatWouldBecomeOnePackage() {
        Repository colliding = Repository.of(workshop.repository("colliding"), 1);
        colliding.write("a.src.json", "{\"sections\": []}");
        colliding.write("a", "source");
        colliding.commit("collide");

        assertThat(refused(workshop.ask(colliding, workshop.output("colliding")))
                        .getReason())
                .isEqualTo("NAME_COLLISION");
    }

    @Test
    void refusesARepositoryThatBorrowsFromAnother() throws IOException {
        Repository borrowing = Repository.of(workshop.repository("borrowing"), 1);
        Files.writeString(
                workshop.repository("borrowing").resolve(".git/objects/info/alternates"),
                workshop.repository("billing").resolve(".git/objects") + "\n");

        assertThat(refused(workshop.ask(borrowing, workshop.output("borrowing")))
                        .getReason())
                .isEqualTo("SOURCE_UNREADABLE");
    }

    @Test
    void refusesASourceThatLeadsOutOfItsGrant() throws IOException {
        Files.createSymbolicLink(workshop.repository("leading-out"), folder.getParent());

        assertThat(refused(workshop.ask(
                                billing,
                                workshop.output("out"),
                                asked -> asked.setSourceUri(
                                        "git+" + Workshop.uri(workshop.repository("leading-out")) + "/elsewhere")))
                        .getReason())
                .isEqualTo("SOURCE_NOT_GRANTED");
    }

    @Test
    void encodesTheListedPathsAndKeepsTheRest() throws IOException {
        Repository partial = Repository.of(workshop.repository("partial"), 20);
        Output output = workshop.output("partial");
        ProjectBatchEncoded whole = encoded(workshop.ask(partial, output));
        Map<String, byte[]> before = output.packages();
        partial.write("src/01/File00001.txt", "changed\n");
        partial.delete("src/02/File00002.txt");
        partial.commit("change");
        PathList list = PathList.of(
                output.folder().resolveSibling("paths.jsonl"),
                "{\"path\":\"src/01/File00001.txt\",\"action\":\"encode\"}",
                "{\"path\":\"src/02/File00002.txt\",\"action\":\"remove\"}");
        ProjectBatchEncoded part =
                encoded(workshop.ask(partial, output, asked -> list.into(asked, whole.getIndexSha256())));

        assertThat(output.sources()).usingRecursiveComparison().isEqualTo(partial.files());
        assertThat(output.packages())
                .containsEntry("src/03/File00003.txt.src.qyn1", before.get("src/03/File00003.txt.src.qyn1"));
        assertThat(part.getGeneration()).isGreaterThan(whole.getGeneration());
        assertThat(part.getSeen()).isEqualTo(19);
    }

    @Test
    void refusesAPartOfAnIndexThatHasMovedOn() throws IOException {
        Output output = workshop.output("moved-on");
        encoded(workshop.ask(billing, output));
        PathList list = PathList.of(
                output.folder().resolveSibling("moved-on.jsonl"),
                "{\"path\":\"src/01/File00001.txt\",\"action\":\"encode\"}");

        assertThat(refused(workshop.ask(billing, output, asked -> list.into(asked, "0".repeat(64))))
                        .getReason())
                .isEqualTo("BASE_INDEX_CHANGED");
    }

    @Test
    void refusesAListOfPathsThatWasAltered() throws IOException {
        Output output = workshop.output("altered-list");
        ProjectBatchEncoded whole = encoded(workshop.ask(billing, output));
        PathList list = PathList.of(output.folder().resolveSibling("altered.jsonl"), "{}");

        assertThat(refused(workshop.ask(billing, output, asked -> {
                            list.into(asked, whole.getIndexSha256());
                            asked.setPathsSha256("0".repeat(64));
                        }))
                        .getReason())
                .isEqualTo("PATHS_UNREADABLE");
    }

    @Test
    void queuesTwoRequestsForOneOutput() {
        Output output = workshop.output("queued");
        String first = workshop.ask(billing, output);
        String second = workshop.ask(billing, output);
        ProjectBatchEncoded earlier = encoded(first);
        ProjectBatchEncoded later = encoded(second);

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
        ProjectBatchEncoded answer = encoded(workshop.ask(broken, output));
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
        ProjectBatchEncoded answer =
                encoded(workshop.ask(mixed, workshop.output("mixed"), asked -> asked.setPackageSources(false)));

        assertThat(answer.getEncoded()).isZero();
        assertThat(answer.getExcluded()).containsEntry("not-a-descriptor", 4L);
        assertThat(answer.getIntegrations()).containsExactly("npm");
    }

    @Test
    void servesTheMetricsOfTheReferenceWithoutAProject() throws IOException {
        encoded(workshop.ask(billing, workshop.output("measured")));
        refused(workshop.ask(billing, workshop.output("measured"), asked -> asked.setRevision(" ")));
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

    private static ProjectBatchEncoded encoded(String request) {
        return answer(request, ProjectBatchEncoded.class);
    }

    private static RequestRefused refused(String request) {
        return answer(request, RequestRefused.class);
    }

    private static <T extends SpecificRecord> T answer(String request, Class<T> type) {
        SpecificRecord answer =
                workshop.journal.answer(request, Workshop.ANSWER).event().orElseThrow();
        assertThat(answer).isInstanceOf(type);
        return type.cast(answer);
    }

    private static List<PackageEncoded> packages(String request) {
        return workshop.journal.effects(request).stream()
                .filter(seen -> seen.isA(PackageEncoded.class))
                .map(seen -> (PackageEncoded) seen.event().orElseThrow())
                .toList();
    }

    /// A list of paths for a part of a project.
    private record PathList(String uri, String sha256) {
        static PathList of(Path file, String... lines) throws IOException {
            byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
            Files.write(file, bytes);
            return new PathList(Workshop.uri(file), Sha256.hex(bytes));
        }

        void into(BatchEncodeRequested.Builder asked, String base) {
            asked.setPathsUri(uri).setPathsSha256(sha256).setBaseIndexSha256(base);
        }
    }
}
