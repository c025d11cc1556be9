package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.event.EventIds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventsKafkaTest {

    private final String project = "cli-" + EventIds.root();
    private final String request = EventIds.root().toString();

    @ParameterizedTest
    @CsvSource({"success, 0", "partial, 6", "failure, 6"})
    void theOutcomeOfTheAnswerIsTheExitCode(String outcome, int exit) {
        Answering.completed(project, request, outcome);

        Cli.Ran ran = Cli.run(Answering.ENVIRONMENT, "events", "wait", "--timeout", "30s", "--request-id", request);

        assertThat(ran.exit()).as(ran.err()).isEqualTo(exit);
        assertThat(ran.json().path("event_name").textValue()).isEqualTo("project-batch-encode");
    }

    @Test
    void aRefusalIsExit10() {
        Answering.refused(project, request);

        Cli.Ran ran = Cli.run(Answering.ENVIRONMENT, "events", "wait", "--timeout", "30s", "--request-id", request);

        assertThat(ran.exit()).as(ran.err()).isEqualTo(10);
        assertThat(ran.json().path("reason").textValue()).isEqualTo("SOURCE_NOT_GRANTED");
    }

    @Test
    void noAnswerIsExit8() {
        Cli.Ran ran = Cli.run(Answering.ENVIRONMENT, "events", "wait", "--request-id", request, "--timeout", "1s");

        assertThat(ran.exit()).isEqualTo(8);
        assertThat(ran.err()).contains("error: NOTHING_SEEN: ");
    }

    /// Ids of which one is the beginning of another, asked for before anyone answers, answered in another order.
    @Test
    void tenWaitsAtOnceSeeEachItsOwnAnswer() throws ExecutionException, InterruptedException {
        Map<String, String> cluster = Answering.ENVIRONMENT;
        List<String> requests =
                IntStream.rangeClosed(1, 10).mapToObj(i -> request + "-" + i).toList();
        List<Future<Cli.Ran>> waits;
        try (ExecutorService pipelines = Executors.newFixedThreadPool(requests.size())) {
            waits = requests.stream()
                    .map(id -> pipelines.submit(
                            () -> Cli.run(cluster, "events", "wait", "--timeout", "60s", "--request-id", id)))
                    .toList();
            requests.reversed().forEach(id -> Answering.completed(project, id, "success"));
        }

        for (int i = 0; i < requests.size(); i++) {
            assertThat(waits.get(i).get().json().path("request_id").textValue()).isEqualTo(requests.get(i));
        }
    }

    @Test
    void aClusterThatDoesNotAnswerIsExit9() {
        Map<String, String> nowhere =
                Map.of("QUENYAN_BOOTSTRAP_SERVERS", "127.0.0.1:1", "QUENYAN_REGISTRY_URL", "http://127.0.0.1:1/");

        Cli.Ran ran = Cli.run(nowhere, "events", "wait", "--timeout", "30s", "--request-id", request);

        assertThat(ran.exit()).isEqualTo(9);
        assertThat(ran.err()).contains("error: UNREACHABLE: ");
    }

    @Test
    void findsTheEventOfAProjectAfterATime() {
        Instant before = Instant.now();
        Answering.completed(project, request, "success");

        Cli.Ran ran = Cli.run(
                Answering.ENVIRONMENT,
                "events",
                "wait",
                "--project",
                project,
                "--event",
                "project-batch-encode",
                "--after",
                before,
                "--timeout",
                "30s");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.json().path("request_id").textValue()).isEqualTo(request);
    }

    @Test
    void saysWhichClusterItReads() {
        Cli.Ran ran = Cli.run(Answering.ENVIRONMENT, "events", "tail", "--until-now");

        assertThat(ran.err()).startsWith("Using the cluster: Kafka " + Answering.CLUSTER.bootstrapServers());
    }

    @Test
    void printsTheEventsOfARequestAsJsonLines() {
        Answering.completed(project, request, "success");
        Answering.refused(project, request);

        Cli.Ran ran = Cli.run(
                Answering.ENVIRONMENT,
                "events",
                "tail",
                "--json",
                "--from",
                "earliest",
                "--until-now",
                "--request-id",
                request);

        List<JsonNode> lines = ran.out().lines().map(Cli::parse).toList();
        assertThat(lines)
                .extracting(line -> line.path("topic").textValue())
                .containsExactlyInAnyOrder("quenyan.project-batch-encoded", "quenyan.request-refused");
    }

    @Test
    void registersTheSchemaOfEveryRecord() {
        Cli.Ran ran = Cli.run(Answering.ENVIRONMENT, "schemas", "register", "--json");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out().lines().map(Cli::parse))
                .allSatisfy(line -> assertThat(line.path("id").isInt()).isTrue())
                .extracting(line -> line.path("subject").textValue())
                .contains("quenyan.batch-encode-requested-value", "quenyan.project-batch-encoded-value");
    }
}
