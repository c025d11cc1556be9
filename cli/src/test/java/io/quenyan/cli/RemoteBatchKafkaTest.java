package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EventIds;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Asks over the real broker; a thread of the test answers in place of the service.
class RemoteBatchKafkaTest {

    private final String project = "cli-" + EventIds.root();

    private record Asked(Cli.Ran ran, SeenEvent request) {}

    private Asked ask(BiConsumer<String, String> service, Object... more) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                EventStream requests = EventStream.open(
                        Answering.CLUSTER, topic -> "BatchEncodeRequested".equals(topic.record()), new From.Latest())) {
            Future<Cli.Ran> ran = threads.submit(() -> Cli.run(Answering.ENVIRONMENT, args(more)));
            SeenEvent request = requests.await(seen -> seen.has("project_id", project), Duration.ofSeconds(30))
                    .orElseThrow();
            service.accept(project, request.field("request_id").orElseThrow());
            return new Asked(ran.get(), request);
        }
    }

    private Object[] args(Object... more) {
        return Stream.concat(
                        Stream.of(
                                "project",
                                "batch-encode",
                                "--remote",
                                "--project-id",
                                project,
                                "--sources",
                                "--passphrase-ref",
                                "billing",
                                "--source-uri",
                                "git+file:///srv/billing",
                                "--output-uri",
                                "file:///srv/packages"),
                        Stream.of(more))
                .toArray();
    }

    @Test
    void asksAndPrintsTheAnswer() throws Exception {
        Asked asked = ask((id, request) -> Answering.completed(id, request, "success"), "--json");

        assertThat(asked.ran().exit()).as(asked.ran().err()).isZero();
        assertThat(asked.ran().json().path("correlation_id").textValue())
                .isEqualTo(asked.request().field("request_id").orElseThrow());
    }

    @Test
    void asksForWhatTheOptionsSay() throws Exception {
        Asked asked =
                ask(Answering::refused, "--revision", "v1", "--encryption", 1, "--request-id", "release-" + project);

        assertThat(asked.request().field("revision")).contains("v1");
        assertThat(asked.request().field("encryption_version")).contains("1");
        assertThat(asked.request().field("package_sources")).contains("true");
        assertThat(asked.request().field("correlation_id")).contains("release-" + project);
    }

    @Test
    void aRefusalIsExit10() throws Exception {
        assertThat(ask(Answering::refused).ran().exit()).isEqualTo(10);
    }

    @Test
    void noAnswerIsExit8AndSaysHowToGoOnWaiting() throws Exception {
        Asked asked = ask((id, request) -> {}, "--timeout", "1s");

        assertThat(asked.ran().exit()).isEqualTo(8);
        assertThat(asked.ran().err()).contains("quenyan events wait --request-id ");
    }

    @Test
    void whatWasAskedBeforeIsNotAskedAgainAndHasTheSameAnswer() throws Exception {
        Asked asked = ask((id, request) -> Answering.completed(id, request, "success"), "--request-id", project);

        Cli.Ran again = Cli.run(Answering.ENVIRONMENT, args("--request-id", project));

        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.err()).contains("is not asked again");
        assertThat(again.out()).isEqualTo(asked.ran().out());
    }

    @Test
    void anotherRequestUnderAnOldIdIsAskedAndHasItsOwnAnswer() throws Exception {
        ask((id, request) -> Answering.completed(id, request, "success"), "--request-id", project);

        Asked other = ask(Answering::refused, "--request-id", project, "--revision", "v2");

        assertThat(other.ran().exit()).as(other.ran().err()).isEqualTo(10);
    }

    @Test
    void showsTheRequestOnADryRun() {
        Cli.Ran ran = Cli.run(Map.of(), args("--dry-run"));

        assertThat(ran.json().path("project_id").textValue()).isEqualTo(project);
    }
}
