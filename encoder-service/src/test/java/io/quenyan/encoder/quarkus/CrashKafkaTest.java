package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.RequestRefused;
import io.quenyan.local.Failpoints;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.TestServer;
import io.quenyan.local.git.Repository;
import io.quenyan.local.kafka.Journal;
import io.quenyan.project.ProjectIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a consumer that started before sees when processes die. `-Dquenyan.crash.files=10000` and
/// `-Dquenyan.seed=…` for another size and order.
class CrashKafkaTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrashKafkaTest.class);
    private static final int FILES = Integer.getInteger("quenyan.crash.files", 600);
    private static final long SEED = Long.getLong("quenyan.seed", System.currentTimeMillis());
    private static final Duration DEATH = Duration.ofSeconds(60 + FILES / 100);
    private static final Duration ANSWER = Duration.ofSeconds(90 + FILES / 50);

    @TempDir
    Path folder;

    private Workshop workshop;
    private Repository repository;
    private Failpoints failpoints;
    private ServiceProcess encoder;

    @BeforeEach
    void open() {
        LOG.info("seed {} files {}", SEED, FILES);
        workshop = new Workshop(folder);
        repository = Repository.of(workshop.repository("crashing"), FILES);
        failpoints = new Failpoints(workshop.failpoints());
        encoder = workshop.started("crashing");
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    /// Two instances: one dies, the other goes on, and the dead one comes back while the next dies.
    @Test
    void everyBatchSurvivesADeathAtEveryFailpoint() {
        List<String> names = new ArrayList<>(Failpoints.all("encoder-service", "libraries/outbox"));
        Collections.shuffle(names, new Random(SEED));
        workshop.started("crashing-too");
        Map<String, Integer> reached = new LinkedHashMap<>();
        Map<String, String> requests = new LinkedHashMap<>();
        for (String name : names) {
            failpoints.arm(name);
            requests.put(name, workshop.ask(repository, workshop.output(name)));
            await().atMost(DEATH).pollInterval(Duration.ofMillis(50)).until(this::someoneDied);
            reached.put(name, failpoints.wasReached(name) ? 1 : 0);
            workshop.services().stream().filter(one -> !one.isAlive()).forEach(ServiceProcess::start);
        }
        LOG.info("failpoints reached: {}", reached);

        assertThat(reached.values()).as("%s", reached).containsOnly(1);
        requests.forEach((name, request) -> assertExactlyOnce(name, request, workshop.output(name)));
    }

    private boolean someoneDied() {
        return workshop.services().stream().anyMatch(one -> !one.isAlive());
    }

    @Test
    void everyBatchSurvivesTheDeathOfBrokerAndDatabase() throws SQLException {
        Map<String, String> requests = new LinkedHashMap<>();
        for (TestServer server :
                List.of(workshop.platform().kafka(), workshop.platform().postgres())) {
            String name = "server-" + requests.size();
            requests.put(name, workshop.ask(repository, workshop.output(name)));
            awaitWork();
            server.kill();
            server.start();
        }
        requests.put("after", workshop.ask(repository, workshop.output("after")));

        requests.forEach((name, request) -> assertExactlyOnce(name, request, workshop.output(name)));
    }

    @Test
    void aDatabaseThatWasRestoredFromACopyEndsAtTheSame() throws SQLException {
        failpoints.arm("task.committed");
        String during = workshop.ask(repository, workshop.output("during"));
        assertThat(encoder.awaitEnd(DEATH)).isTrue();
        Backup backup = Backup.of(workshop.database());
        encoder.start().awaitReady(Workshop.START);
        String after = workshop.ask(repository, workshop.output("after"));
        ProjectBatchEncoded first = completions(during, 1).getLast();
        completions(after, 1);
        encoder.kill();
        backup.restore();
        encoder.start().awaitReady(Workshop.START);

        for (String request : List.of(during, after)) {
            ProjectBatchEncoded again = completions(request, 2).getLast();
            assertThat(again.getEncoded()).isEqualTo(FILES);
            assertThat(again.getContentSha256()).isEqualTo(first.getContentSha256());
        }
        assertThat(workshop.output("during").sources())
                .usingRecursiveComparison()
                .isEqualTo(repository.files());
    }

    @Test
    void aFileThatAnEncoderDiesOverFailsAndTheOthersDoNot() throws SQLException {
        String culprit =
                repository.files().keySet().stream().sorted().findFirst().orElseThrow();
        failpoints.arm("plan.committed");
        String request = workshop.ask(repository, workshop.output("culprit"));
        assertThat(encoder.awaitEnd(DEATH)).isTrue();
        // As three deaths over the task leave it, and five more while this file was tried alone.
        execute(
                "update work set crashes = 8, suspect = '%s', suspected = 5, holder = 'dead' where kind = 'ENCODE' and task = 0"
                        .formatted(culprit));
        encoder.start();
        ProjectBatchEncoded answer = completions(request, 1).getFirst();

        assertThat(answer.getOutcome()).isEqualTo("partial");
        assertThat(answer.getFailed()).isEqualTo(1);
        assertThat(answer.getEncoded()).isEqualTo(FILES - 1L);
        assertThat(workshop.output("culprit").index().failed())
                .containsExactly(new ProjectIndex.Failure(culprit, "ENCODER_CRASHED"));
    }

    @Test
    void anIndexThatIsInPlaceIsAnsweredHoweverOftenItsWriterDied() throws SQLException {
        failpoints.arm("finish.indexed");
        String request = workshop.ask(repository, workshop.output("in-place"));
        assertThat(encoder.awaitEnd(DEATH)).isTrue();
        execute("update work set crashes = 50 where kind = 'FINISH'");
        encoder.start();

        assertExactlyOnce("in-place", request, workshop.output("in-place"));
    }

    @Test
    void aPackageThatWasDamagedBeforeTheEndIsWrittenAgain() throws IOException {
        Output output = workshop.output("damaged");
        failpoints.arm("finish.listed");
        String request = workshop.ask(repository, output);
        assertThat(encoder.awaitEnd(DEATH)).isTrue();
        List<String> paths = repository.files().keySet().stream().sorted().toList();
        Files.delete(output.folder().resolve(paths.getFirst() + ".src.qyn1"));
        Files.writeString(output.folder().resolve(paths.getLast() + ".src.qyn1"), "not a package");
        Files.writeString(output.folder().resolve(paths.get(1) + ".src.qyn1"), "and more", StandardOpenOption.APPEND);
        encoder.start();

        assertExactlyOnce("damaged", request, output);
    }

    @Test
    void anOutputThatBecameALinkAfterThePlanIsRefused() throws IOException {
        Output output = workshop.output("swapped");
        failpoints.arm("plan.committed");
        String request = workshop.ask(repository, output);
        assertThat(encoder.awaitEnd(DEATH)).isTrue();
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        // Planning looks only.
        assertThat(output.folder()).doesNotExist();
        Files.createSymbolicLink(output.folder(), elsewhere);
        encoder.start();

        assertThat(workshop.journal.answer(request, ANSWER).event().orElseThrow())
                .isInstanceOfSatisfying(
                        RequestRefused.class,
                        refused -> assertThat(refused.getReason()).isEqualTo("OUTPUT_NOT_GRANTED"));
        assertThat(elsewhere).isEmptyDirectory();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The completions of a request, once there are so many.
    private List<ProjectBatchEncoded> completions(String request, int count) {
        await().atMost(ANSWER)
                .until(() -> seen(request, ProjectBatchEncoded.class).size() >= count);
        return seen(request, ProjectBatchEncoded.class).stream()
                .map(seen -> (ProjectBatchEncoded) seen.event().orElseThrow())
                .toList();
    }

    private void assertExactlyOnce(String name, String request, Output output) {
        workshop.journal.answer(request, ANSWER);
        List<Journal.Seen> effects = workshop.journal.effects(request);

        assertThat(seen(request, ProjectBatchEncoded.class))
                .as("completions of %s", name)
                .hasSize(1);
        assertThat(seen(request, PackageEncoded.class))
                .as("packages of %s", name)
                .hasSize(FILES);
        assertThat(effects).as("events of %s", name).hasSize(FILES + 1);
        assertThat(effects).extracting(seen -> seen.text("event_id")).doesNotHaveDuplicates();
        assertThat(output.sources()).as(name).usingRecursiveComparison().isEqualTo(repository.files());
    }

    private List<Journal.Seen> seen(String request, Class<? extends org.apache.avro.specific.SpecificRecord> type) {
        return workshop.journal.effects(request).stream()
                .filter(seen -> seen.isA(type))
                .toList();
    }

    /// Until a worker has a task in hand.
    private void awaitWork() throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            await().atMost(ANSWER).pollInterval(Duration.ofMillis(20)).until(() -> {
                try (ResultSet rows = statement.executeQuery(
                        "select 1 from work where kind = 'ENCODE' and done_at is null and holder is not null")) {
                    return rows.next();
                }
            });
        }
    }
}
