package io.quenyan.state.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.ProjectIncrementalFile;
import io.quenyan.event.ProjectIncrementalRebuilt;
import io.quenyan.event.RequestRefused;
import io.quenyan.local.git.Repository;
import io.quenyan.project.IndexFile;
import io.quenyan.project.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rebuilds through the real encoder.
class RebuildKafkaTest {

    private static final int FILES = 12;

    @TempDir
    static Path folder;

    private static Workshop workshop;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        workshop.open();
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Test
    void rebuildsAllThenNothingThenWhatChanged() {
        Repository repository = Repository.of(workshop.repository("usual"), FILES);
        ProjectIncrementalRebuilt first = workshop.rebuilt(repository, "usual");
        ProjectIncrementalRebuilt second = workshop.rebuilt(repository, "usual");
        repository.write("src/00/File00000.txt", "another content\n");
        repository.write("new.txt", "new\n");
        repository.delete("src/01/File00001.txt");
        repository.commit("change");
        String request = workshop.ask(repository, "usual");
        ProjectIncrementalRebuilt third = workshop.answer(request);

        assertThat(first.getRebuilt()).isEqualTo(FILES);
        assertThat(first.getState()).isEqualTo("missing");
        assertThat(first.getReasons()).isEqualTo(Map.of("new", (long) FILES));
        assertThat(second.getReused()).isEqualTo(FILES);
        assertThat(second.getBatchRequestId()).isNull();
        assertThat(second.getHitRate()).isEqualTo(1.0);
        assertThat(second.getContentSha256()).isEqualTo(first.getContentSha256());
        assertThat(third.getReasons()).isEqualTo(Map.of("content-changed", 1L, "new", 1L));
        assertThat(third.getReused()).isEqualTo(FILES - 2);
        assertThat(third.getRemoved()).isEqualTo(1);
        assertThat(third.getUnaccounted()).isZero();
        assertThat(third.getTracked()).isEqualTo(FILES);
        assertThat(actions(request))
                .containsExactlyInAnyOrder(
                        "new.txt rebuilt", "src/00/File00000.txt rebuilt", "src/01/File00001.txt removed");
    }

    @Test
    void whatTheEncoderDoesForARebuildIsAnEffectOfItsRequest() {
        Repository repository = Repository.of(workshop.repository("correlation"), 2);
        String request = workshop.ask(repository, "correlation");
        workshop.answer(request);

        assertThat(workshop.journal.all())
                .filteredOn(seen -> seen.text("event_source").startsWith("encoder-service/"))
                .filteredOn(seen -> seen.text("correlation_id").equals(request))
                .extracting(seen -> seen.text("event_name"))
                .containsExactlyInAnyOrder("package-encoded", "package-encoded", "project-batch-encode");
    }

    @Test
    void endsAtTheContentOfAWholeBatchAndListsEveryFile() throws IOException {
        Repository repository = Repository.of(workshop.repository("digest"), FILES);
        workshop.rebuilt(repository, "digest");
        repository.write("src/02/File00002.txt", "changed\n");
        repository.commit("change");
        ProjectIncrementalRebuilt incremental = workshop.rebuilt(repository, "digest");
        ProjectBatchEncoded whole = (ProjectBatchEncoded) workshop.journal
                .answer(batch(repository, "digest-whole"), Workshop.ANSWER)
                .event()
                .orElseThrow();
        byte[] list = Files.readAllBytes(workshop.output("digest").resolve("incremental.jsonl"));

        assertThat(incremental.getContentSha256()).isEqualTo(whole.getContentSha256());
        assertThat(Sha256.hex(list)).isEqualTo(incremental.getFilesSha256());
        assertThat(new String(list, java.nio.charset.StandardCharsets.UTF_8).lines())
                .hasSize(FILES);
        assertThat(IndexFile.parse(Files.readAllBytes(workshop.output("digest").resolve("index.json")))
                        .sha256())
                .isEqualTo(incremental.getIndexSha256());
        try (var files = Files.list(workshop.output("digest"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("quenyan-paths-"));
        }
    }

    @Test
    void takesInABatchThatSomebodyElseAskedFor() {
        Repository repository = Repository.of(workshop.repository("other"), FILES);
        workshop.journal.answer(batch(repository, "other"), Workshop.ANSWER);
        ProjectIncrementalRebuilt rebuilt = workshop.rebuilt(repository, "other");

        assertThat(rebuilt.getReused()).isEqualTo(FILES);
        assertThat(rebuilt.getState()).isEqualTo("ok");
    }

    @Test
    void rebuildsAPackageThatIsMissingOrAltered() throws IOException {
        Repository repository = Repository.of(workshop.repository("damage"), FILES);
        workshop.rebuilt(repository, "damage");
        Files.delete(workshop.output("damage").resolve("src/03/File00003.txt.src.qyn1"));
        Files.writeString(workshop.output("damage").resolve("src/04/File00004.txt.src.qyn1"), "not a package");
        ProjectIncrementalRebuilt rebuilt = workshop.rebuilt(repository, "damage");

        assertThat(rebuilt.getReasons()).isEqualTo(Map.of("package-missing", 1L, "package-corrupted", 1L));
    }

    @Test
    void tellsOfReusedFilesAndRebuildsAllWhenAsked() {
        Repository repository = Repository.of(workshop.repository("forced"), FILES);
        workshop.rebuilt(repository, "forced");
        String all = workshop.ask(workshop.project, repository, "forced", request -> request.setPerFileEvents("all"));
        workshop.answer(all);
        String forced = workshop.ask(
                workshop.project,
                repository,
                "forced",
                request -> request.setForce(true).setPerFileEvents("none"));

        assertThat(workshop.answer(forced).getReasons()).isEqualTo(Map.of("forced", (long) FILES));
        assertThat(actions(all)).hasSize(FILES).allMatch(action -> action.endsWith(" reused"));
        assertThat(actions(forced)).isEmpty();
    }

    @Test
    void twoRequestsAtOnceForOneProjectFollowEachOther() {
        Repository repository = Repository.of(workshop.repository("twice"), FILES);
        String one = workshop.ask(repository, "twice");
        String other = workshop.ask(repository, "twice");

        assertThat(List.of(
                        workshop.answer(one).getRebuilt(),
                        workshop.answer(other).getRebuilt()))
                .containsExactlyInAnyOrder((long) FILES, 0L);
    }

    @Test
    void tenProjectsAtOnceAreAnsweredEach() {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < Workshop.PROJECTS; i++) {
            Repository repository = Repository.of(workshop.repository("ten-" + i), 3 + i);
            requests.add(workshop.ask(workshop.project(i), repository, "ten-" + i, request -> {}));
        }

        for (int i = 0; i < Workshop.PROJECTS; i++) {
            assertThat(workshop.answer(requests.get(i)).getRebuilt()).isEqualTo(3L + i);
            assertThat(workshop.effects(requests.get(i))).hasSize(4 + i);
        }
    }

    @Test
    void refusesWhatItsGrantsDoNotAllowAndAnUnknownRevision() {
        Repository repository = Repository.of(workshop.repository("refused"), 1);

        assertThat(refusal(workshop.ask("nobody", repository, "refused", request -> {})))
                .isEqualTo("PROJECT_NOT_GRANTED");
        assertThat(refusal(workshop.ask(
                        workshop.project, repository, "refused", request -> request.setRevision("nowhere"))))
                .isEqualTo("REVISION_UNKNOWN");
    }

    private static String refusal(String request) {
        return ((RequestRefused) workshop.journal
                        .answer(request, Workshop.ANSWER)
                        .event()
                        .orElseThrow())
                .getReason();
    }

    private static String batch(Repository repository, String output) {
        BatchEncodeRequested request =
                Requests.batch(workshop.project, repository.uri(), Workshop.uri(workshop.output(output)));
        return workshop.requester.ask(request);
    }

    private static List<String> actions(String request) {
        return workshop.effects(request).stream()
                .filter(seen -> seen.isA(ProjectIncrementalFile.class))
                .map(seen -> seen.text("path") + " " + seen.text("action"))
                .toList();
    }
}
