package io.quenyan.state.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ProjectIncrementalRebuilt;
import io.quenyan.event.RequestRefused;
import io.quenyan.event.StateQuarantined;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.git.Repository;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that say nothing, rows that somebody changed, and questions over HTTP.
class PoisonKafkaTest {

    private static final int FILES = 4;

    @TempDir
    static Path folder;

    private static Workshop workshop;
    private static Repository repository;

    @BeforeAll
    static void open() {
        workshop = new Workshop(folder);
        workshop.open();
        repository = Repository.of(workshop.repository("usual"), FILES);
    }

    @AfterAll
    static void close() {
        workshop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IncrementalRebuildRequested", "ProjectBatchEncoded", "RequestRefused"})
    void keepsWhatSaysNothingAndGoesOn(String record) {
        String topic = Workshop.topic(record);
        String letters = topic.replace("quenyan.", "quenyan.dlq.");
        for (String poison : new String[] {"random", "{\"specversion\":\"1.0\"}", "{"}) {
            workshop.requester.send(topic, workshop.project, poison.getBytes(StandardCharsets.UTF_8), Map.of());
        }
        ProjectIncrementalRebuilt after = workshop.rebuilt(repository, "poison");

        assertThat(after.getSeen()).isEqualTo(FILES);
        await().atMost(Workshop.ANSWER)
                .untilAsserted(() -> assertThat(workshop.journal.all().stream()
                                .filter(seen -> seen.kafka().topic().equals(letters)))
                        .hasSize(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update file set source_sha256 = repeat('0', 64) where path = 'src/00/File00000.txt'",
                "update package set bytes = bytes + 1 where path = 'src/00/File00000.txt'",
                "delete from file where path = 'src/00/File00000.txt'",
                "update file set mode = 'rwx' where path = 'src/00/File00000.txt'",
                "update file set dependencies = '{' where path = 'src/00/File00000.txt'",
                "update output set generation = generation + 1"
            })
    void setsRowsAsideThatSomebodyChangedAndMakesEverythingAgain(String damage) throws SQLException {
        String output = "damage-" + Integer.toHexString(damage.hashCode());
        workshop.rebuilt(repository, output);
        execute(damage + (damage.contains("where") ? " and " : " where ")
                + (damage.startsWith("update output") ? "id" : "output_id")
                + " = (select max(id) from output)");
        String request = workshop.ask(repository, output);
        ProjectIncrementalRebuilt after = workshop.answer(request);
        StateQuarantined told = workshop.effects(request).stream()
                .filter(seen -> seen.isA(StateQuarantined.class))
                .map(seen -> (StateQuarantined) seen.event().orElseThrow())
                .findFirst()
                .orElseThrow();
        ProjectIncrementalRebuilt then = workshop.rebuilt(repository, output);

        assertThat(after.getState()).isEqualTo("quarantined");
        assertThat(after.getReasons()).isEqualTo(Map.of("state-lost", (long) FILES));
        assertThat(after.getQuarantine()).isEqualTo(told.getQuarantineId());
        assertThat(then.getReused()).isEqualTo(FILES);
    }

    @Test
    void refusesWhatTheEncoderGivesNoAnswerToAndTakesItInLater() throws SQLException {
        ServiceProcess encoder = workshop.services().getFirst();
        encoder.kill();
        String request = workshop.ask(repository, "unanswered");
        workshop.journal.await(
                Workshop.ANSWER,
                seen -> seen.isA(BatchEncodeRequested.class)
                        && seen.text("output_uri").endsWith("/unanswered"));
        execute("update work set claimable_at = now() where done_at is null and kind = 'FINISH'");
        RequestRefused refused = (RequestRefused)
                workshop.journal.answer(request, Workshop.ANSWER).event().orElseThrow();
        encoder.start();
        ProjectIncrementalRebuilt after = workshop.rebuilt(repository, "unanswered");

        assertThat(refused.getReason()).isEqualTo("EXPIRED");
        assertThat(after.getSeen()).isEqualTo(FILES);
        assertThat(after.getUnaccounted()).isZero();
    }

    @Test
    void answersQuestionsOverHttp() throws IOException, InterruptedException {
        String request = workshop.ask(repository, "http");
        workshop.answer(request);

        assertThat(get("/v1/projects/" + workshop.project, null).body())
                .contains("\"outputs\":[", "outputs/http\"", "\"rebuilt_ratio7d\":");
        assertThat(get("/v1/projects/" + workshop.project + "/keys", null).body())
                .contains("\"key_id\":null", "\"encryption\":2");
        assertThat(get("/v1/runs/" + request, null).body())
                .contains("\"state\":\"done\"", "\"counts\":{", "\"rebuilt\":" + FILES);
        assertThat(get("/v1/runs/nothing", null).statusCode()).isEqualTo(404);
        assertThat(get("/v1/projects/" + workshop.project, "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/q/openapi", null).body()).contains("/v1/runs/{correlation}");
        assertThat(get("/q/metrics", null).body()).contains("quenyan_incremental_files_total");
    }

    private static HttpResponse<String> get(String path, @Nullable String origin)
            throws IOException, InterruptedException {
        URI url = workshop.services().getLast().url().resolve(path);
        HttpRequest.Builder asked = HttpRequest.newBuilder(url);
        if (origin != null) {
            asked.header("Origin", origin);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(asked.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = workshop.database().connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }
}
