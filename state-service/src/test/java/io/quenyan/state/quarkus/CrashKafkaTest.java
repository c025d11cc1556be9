package io.quenyan.state.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.ProjectIncrementalFile;
import io.quenyan.event.ProjectIncrementalRebuilt;
import io.quenyan.local.Failpoints;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.TestServer;
import io.quenyan.local.git.Repository;
import io.quenyan.local.kafka.Journal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a consumer that started before sees when processes die during rebuilds. `-Dquenyan.crash.files=3000` and
/// `-Dquenyan.seed=…` for another size and order.
class CrashKafkaTest {

    private static final Logger LOG = LoggerFactory.getLogger(CrashKafkaTest.class);
    private static final int FILES = Integer.getInteger("quenyan.crash.files", 40);
    private static final long SEED = Long.getLong("quenyan.seed", System.currentTimeMillis());
    private static final Duration DEATH = Duration.ofSeconds(60 + FILES / 100);

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static Failpoints failpoints;

    @BeforeAll
    static void open() {
        LOG.info("seed {} files {}", SEED, FILES);
        workshop = new Workshop(folder);
        workshop.open();
        failpoints = new Failpoints(workshop.failpoints());
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Test
    void everyRunSurvivesADeathAtEveryFailpoint() {
        List<String> names = new ArrayList<>(Failpoints.all("state-service", "libraries/outbox"));
        Collections.shuffle(names, new Random(SEED));
        Repository repository = Repository.of(workshop.repository("crashing"), FILES);
        Map<String, Boolean> reached = new LinkedHashMap<>();
        Map<String, String> requests = new LinkedHashMap<>();
        for (String name : names) {
            failpoints.arm(name);
            requests.put(name, workshop.ask(repository, name));
            await().atMost(DEATH).pollInterval(Duration.ofMillis(50)).until(CrashKafkaTest::someoneDied);
            reached.put(name, failpoints.wasReached(name));
            workshop.services().stream().filter(one -> !one.isAlive()).forEach(ServiceProcess::start);
        }

        assertThat(reached.values()).as("%s", reached).containsOnly(true);
        requests.forEach(CrashKafkaTest::assertExactlyOnce);
    }

    @Test
    void everyRunSurvivesTheDeathOfBrokerAndDatabase() {
        Repository repository = Repository.of(workshop.repository("servers"), FILES);
        Map<String, String> requests = new LinkedHashMap<>();
        for (TestServer server :
                List.of(workshop.platform().kafka(), workshop.platform().postgres())) {
            String name = "server-" + requests.size();
            requests.put(name, workshop.ask(repository, name));
            server.kill();
            server.start();
        }

        requests.forEach(CrashKafkaTest::assertExactlyOnce);
    }

    private static boolean someoneDied() {
        return workshop.services().stream().anyMatch(one -> !one.isAlive());
    }

    private static void assertExactlyOnce(String name, String request) {
        ProjectIncrementalRebuilt answer = workshop.answer(request);
        List<Journal.Seen> effects = workshop.effects(request);

        assertThat(answer.getUnaccounted()).as(name).isZero();
        assertThat(answer.getRebuilt()).as(name).isEqualTo(FILES);
        assertThat(effects.stream().filter(seen -> seen.isA(ProjectIncrementalRebuilt.class)))
                .as("answers to %s", name)
                .hasSize(1);
        assertThat(effects.stream().filter(seen -> seen.isA(ProjectIncrementalFile.class)))
                .as("files of %s", name)
                .hasSize(FILES);
        assertThat(effects).extracting(seen -> seen.text("event_id")).doesNotHaveDuplicates();
    }
}
