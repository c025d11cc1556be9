package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.event.EventIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What runs tell the topics of the real broker, at once or later.
class PublishKafkaTest {

    private static final Map<String, String> NOWHERE =
            Map.of("QUENYAN_BOOTSTRAP_SERVERS", "127.0.0.1:1", "QUENYAN_REGISTRY_URL", "http://127.0.0.1:1/");

    @TempDir
    private Path folder;

    private final String project = "cli-" + EventIds.root();
    private Path home = Path.of("");

    @BeforeEach
    void makeProject() throws IOException {
        home = folder.resolve("home");
        Samples.descriptor(Files.createDirectory(folder.resolve("billing")));
        Files.writeString(folder.resolve("billing/pom.xml"), "<project/>");
    }

    private Cli.Ran run(Map<String, String> cluster, Object... args) {
        Map<String, String> env = new HashMap<>(cluster);
        env.put("QYN1_PASSPHRASE", Cli.PASSPHRASE);
        env.put("QUENYAN_HOME", home.toString());
        return Cli.run(env, args);
    }

    private Cli.Ran encode(Map<String, String> cluster) {
        return run(
                cluster,
                "batch-encode",
                "--sources",
                "--encryption",
                1,
                "--project-id",
                project,
                "--project-root",
                folder.resolve("billing"),
                "--output-dir",
                folder.resolve("artifacts"));
    }

    private Cli.Ran publish() {
        return run(Answering.ENVIRONMENT, "events", "publish", "--json");
    }

    private List<JsonNode> onTheTopics() {
        Cli.Ran ran = Cli.run(
                Answering.ENVIRONMENT,
                "events",
                "tail",
                "--json",
                "--from",
                "earliest",
                "--until-now",
                "--project",
                project);
        return ran.out().lines().map(Cli::parse).toList();
    }

    private List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("spool"))) {
            return files.filter(file -> file.toString().contains(".jsonl")).toList();
        }
    }

    @Test
    void aBatchWithAClusterIsToldAtOnce() throws IOException {
        Cli.Ran ran = encode(Answering.ENVIRONMENT);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(onTheTopics())
                .extracting(event -> event.at("/event/event_name").asText())
                .containsExactlyInAnyOrder(
                        "package-encoded", "package-encoded", "package-encoded", "project-batch-encode");
        assertThat(spooled()).isEmpty();
    }

    @Test
    void aBatchWithoutAClusterIsToldLaterWithItsOwnTimes() {
        encode(Map.of());
        Instant published = Instant.now();

        Cli.Ran ran = publish();

        assertThat(ran.json().path("events").intValue()).as(ran.err()).isEqualTo(4);
        assertThat(onTheTopics()).hasSize(4).allSatisfy(event -> {
            assertThat(Instant.parse(event.path("timestamp").asText())).isBefore(published);
            assertThat(event.path("timestamp")).isEqualTo(event.at("/event/occurred_at"));
        });
    }

    @Test
    void theEventOnTheTopicIsTheOneInTheLog() {
        Cli.Ran ran = encode(Map.of());
        publish();

        assertThat(onTheTopics())
                .filteredOn(event -> event.at("/event/event_name").asText().equals("project-batch-encode"))
                .extracting(event -> event.at("/event/event_id"))
                .containsExactly(ran.logged().path("event_id"));
    }

    @Test
    void publishingTwiceDoublesNothing() {
        encode(Map.of());
        publish();

        Cli.Ran again = publish();

        assertThat(again.json().path("waiting")).isEmpty();
        assertThat(onTheTopics()).hasSize(4);
    }

    @Test
    void aClusterThatIsDownChangesNotHowTheWorkEnds() throws IOException {
        Cli.Ran ran = encode(NOWHERE);

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("send them later: quenyan events publish");
        assertThat(spooled()).hasSize(1);
    }

    @Test
    void publishingToAClusterThatIsDownIsExit9AndLosesNothing() throws IOException {
        encode(Map.of());

        Cli.Ran ran = run(NOWHERE, "events", "publish");

        assertThat(ran.exit()).as(ran.err()).isEqualTo(9);
        assertThat(spooled()).hasSize(1);
    }

    @Test
    void aPublicationThatWasCutOffIsDoneAgainWithTheSameIdsAndSaysSo() throws IOException {
        encode(Map.of());
        Path waiting = spooled().getFirst();
        byte[] content = Files.readAllBytes(waiting);
        publish();
        Files.write(waiting.resolveSibling(waiting.getFileName() + ".sending"), content);

        Cli.Ran ran = publish();

        assertThat(ran.json().at("/published/0/sent_again").booleanValue()).isTrue();
        assertThat(ran.err()).contains("with the same ids");
        assertThat(onTheTopics().stream()
                        .map(event -> event.at("/event/event_id"))
                        .distinct())
                .hasSize(4);
    }

    @Test
    void aDamagedSpoolIsExit7() throws IOException {
        encode(Map.of());
        Files.writeString(spooled().getFirst(), "{}\n");

        assertThat(publish().exit()).isEqualTo(7);
    }

    @Test
    void showsWhatWaitsOnADryRun() throws IOException {
        encode(Map.of());

        Cli.Ran ran = run(Map.of(), "events", "publish", "--dry-run", "--json");

        assertThat(ran.json().path("waiting")).hasSize(1);
        assertThat(spooled()).hasSize(1);
    }
}
