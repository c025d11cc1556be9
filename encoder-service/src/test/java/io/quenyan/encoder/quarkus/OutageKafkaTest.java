package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.TestServer;
import io.quenyan.local.git.Repository;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One encoder, while what it needs is down.
class OutageKafkaTest {

    private static final Duration NOTICE = Duration.ofSeconds(40);

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static ServiceProcess encoder;
    private static Repository repository;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        encoder = workshop.started("outage");
        repository = Repository.of(workshop.repository("outage"), 3);
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @Test
    void isNotReadyWithoutTheDatabaseAndAnswersWhenItIsBack() {
        TestServer postgres = workshop.platform().postgres();
        postgres.kill();
        await().atMost(NOTICE).until(() -> !ready());
        String request = workshop.ask(repository, workshop.output("database"));
        postgres.start();

        await().atMost(NOTICE).until(OutageKafkaTest::ready);
        assertAnswered(request);
    }

    @Test
    void isNotReadyWithoutKafkaAndAnswersWhenItIsBack() {
        TestServer kafka = workshop.platform().kafka();
        kafka.kill();
        try {
            await().atMost(NOTICE).until(() -> !ready());
        } finally {
            kafka.start();
        }

        await().atMost(NOTICE).until(OutageKafkaTest::ready);
        assertAnswered(workshop.ask(repository, workshop.output("kafka")));
    }

    @Test
    void answersWithSchemasThatItKnowsWhileTheRegistryIsDown() {
        assertAnswered(workshop.ask(repository, workshop.output("registry")));
        TestServer registry = workshop.platform().registry();
        registry.kill();
        try {
            assertAnswered(workshop.ask(repository, workshop.output("registry")));
        } finally {
            registry.start();
        }
    }

    @Test
    void endsWhenItsDatabaseWasRestoredUnderItAndThenAnswersWhatThatLost() throws SQLException {
        assertAnswered(workshop.ask(repository, workshop.output("kept")));
        Backup backup = Backup.of(workshop.database());
        String lost = workshop.ask(repository, workshop.output("lost"));
        assertAnswered(lost);
        backup.restore();
        String after = workshop.ask(repository, workshop.output("after"));

        assertThat(encoder.awaitEnd(NOTICE)).isTrue();
        encoder.start().awaitReady(Workshop.START);
        assertAnswered(after);
        await().atMost(NOTICE).until(() -> completions(lost) == 2);
    }

    private static long completions(String request) {
        return workshop.journal.effects(request).stream()
                .filter(seen -> seen.isA(ProjectBatchEncoded.class))
                .count();
    }

    private static void assertAnswered(String request) {
        assertThat(workshop.journal.answer(request, Workshop.ANSWER).isA(ProjectBatchEncoded.class))
                .isTrue();
    }

    private static boolean ready() throws IOException {
        HttpURLConnection probe = (HttpURLConnection)
                encoder.url().resolve("/q/health/ready").toURL().openConnection();
        probe.setReadTimeout(15_000);
        try {
            return probe.getResponseCode() == 200;
        } finally {
            probe.disconnect();
        }
    }
}
