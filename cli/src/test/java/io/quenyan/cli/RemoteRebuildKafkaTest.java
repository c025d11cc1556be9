package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EventIds;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Asks for a rebuild over the real broker; the test answers in place of state-service.
class RemoteRebuildKafkaTest {

    private final String project = "cli-" + EventIds.root();

    private final Object[] command = {
        "incremental-rebuild",
        "--remote",
        "--project-id",
        project,
        "--sources",
        "--force",
        "--dependencies",
        "deps.json",
        "--passphrase-ref",
        "billing",
        "--source-uri",
        "git+file:///srv/billing",
        "--output-uri",
        "file:///srv/packages"
    };

    @Test
    void asksForWhatTheOptionsSayAndTakesItsOwnAnswerAlone() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                EventStream requests = EventStream.open(
                        Answering.CLUSTER,
                        topic -> "IncrementalRebuildRequested".equals(topic.record()),
                        new From.Latest())) {
            Future<Cli.Ran> ran = threads.submit(() -> Cli.run(Answering.ENVIRONMENT, command));
            SeenEvent request = requests.await(seen -> seen.has("project_id", project), Duration.ofSeconds(30))
                    .orElseThrow();
            Answering.refused(project, request.field("request_id").orElseThrow());

            assertThat(request.field("force")).contains("true");
            assertThat(request.field("dependencies_path")).contains("deps.json");
            assertThat(request.field("package_sources")).contains("true");
            assertThat(ran.get().exit()).as(ran.get().err()).isEqualTo(10);
        }
    }

    @Test
    void showsTheRequestOnADryRun() {
        assertThat(Cli.run(Map.of(), commandWith("--dry-run"))
                        .json()
                        .path("event_name")
                        .textValue())
                .isEqualTo("incremental-rebuild-requested");
    }

    @Test
    void whatOnlyARunHereCanDoIsAnErrorAndNotLeftOut() {
        assertThat(Cli.run(Map.of(), commandWith("--prune")).exit()).isEqualTo(2);
    }

    private Object[] commandWith(String option) {
        Object[] all = Arrays.copyOf(command, command.length + 1);
        all[command.length] = option;
        return all;
    }
}
