package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The main job through all that it consists of: broker, registry, database and the built encoder-service.
class DemoPlatformTest {

    private static final List<String> COUNTS = List.of(
            "tracked",
            "seen",
            "excluded",
            "rebuilt",
            "reused",
            "removed",
            "failed",
            "reasons",
            "hit_rate",
            "state",
            "gap",
            "content_sha256",
            "source_commit",
            "source_dirty",
            "packages");

    @TempDir
    private static Path folder = Path.of("");

    private static Map<String, String> env = Map.of();
    private static Path repository = Path.of("");
    private static Cli.Ran ran = new Cli.Ran(-1, new byte[0], "");

    @BeforeAll
    static void encodeARepositoryThroughTheServices() throws Exception {
        env = Map.of("QUENYAN_HOME", folder.resolve("home").toString());
        repository = Files.createDirectories(folder.resolve("billing"));
        Samples.descriptor(repository);
        Files.writeString(repository.resolve("Grüße.txt"), "a name that is not ASCII");
        Files.createSymbolicLink(repository.resolve("latest"), Path.of("billing.json"));
        git(repository, "init", "-q");
        commit("Begin");
        ran = Cli.run(env, "demo", "--json", "--repo", repository);
    }

    @AfterAll
    static void stopThePlatform() {
        Cli.run(env, "down");
    }

    private static void commit(String message) throws Exception {
        git(repository, "add", "-A");
        git(repository, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "-q", "-m", message);
    }

    private static void git(Path repository, String... args) throws Exception {
        String[] command = Stream.concat(Stream.of("git"), Stream.of(args)).toArray(String[]::new);
        assertThat(new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void endsWithTheRepositoryRestored() {
        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("against the restored files is empty");
    }

    @Test
    void tellsTheRequestsEventsInOrderOfTime() {
        List<String> names = ran.json()
                .path("events")
                .valueStream()
                .map(seen -> seen.at("/event/event_name").textValue())
                .toList();

        assertThat(names).startsWith("batch-encode-requested").endsWith("project-batch-encode");
        assertThat(names.stream().filter("package-encoded"::equals)).hasSize(4);
    }

    @Test
    void tellsTheTimes() {
        JsonNode times = ran.json().path("times");

        assertThat(times.path("start_ms").longValue()).isPositive();
        assertThat(times.path("work_ms").longValue()).isPositive();
    }

    @Test
    void theAnswerCanBeWaitedForOnceMore() {
        String request = ran.json().path("request_id").textValue();

        Cli.Ran again = Cli.run(env, "events", "wait", "--timeout", "30s", "--request-id", request);

        assertThat(again.exit()).as(again.err()).isZero();
    }

    @Test
    void theServicesRebuildWhatTheCommandLineRebuilds() throws Exception {
        Files.copy(repository.resolve("billing.json"), repository.resolve("gone.json"));
        commit("One more");
        assertThat(rebuiltByServices()).isEqualTo(rebuiltHere());

        Files.copy(repository.resolve("billing.json"), repository.resolve("new.json"));
        Files.writeString(repository.resolve("billing.json"), "\n", StandardOpenOption.APPEND);
        Files.delete(repository.resolve("gone.json"));
        commit("Change");
        JsonNode second = rebuiltByServices();

        assertThat(second).isEqualTo(rebuiltHere());
        assertThat(second.path("reasons").path("content-changed").longValue()).isEqualTo(1);
        assertThat(second.path("reasons").path("new").longValue()).isEqualTo(1);
        assertThat(second.path("removed").longValue()).isEqualTo(1);
        assertThat(second.path("excluded").path("not-a-descriptor").longValue()).isPositive();
    }

    private static JsonNode rebuiltByServices() {
        String output = ran.json().path("output").textValue() + "/descriptors";
        return counts(Cli.run(
                env,
                "project",
                "incremental-rebuild",
                "--remote",
                "--json",
                "--project-root",
                repository,
                "--project-id",
                ran.json().path("project").textValue(),
                "--output-dir",
                output,
                "--passphrase-ref",
                "demo",
                "--timeout",
                "2m"));
    }

    private static JsonNode rebuiltHere() {
        return counts(Cli.run(
                "project",
                "incremental-rebuild",
                "--json",
                "--project-root",
                repository,
                "--output-dir",
                folder.resolve("artifacts"),
                "--state-file",
                folder.resolve("state.json")));
    }

    private static JsonNode counts(Cli.Ran rebuilt) {
        assertThat(rebuilt.exit()).as(rebuilt.err()).isZero();
        return ((ObjectNode) rebuilt.json()).retain(COUNTS);
    }

    @Test
    void thePassphraseIsInNoLogAndNoRecord() throws IOException {
        String canary = Files.readString(folder.resolve("home/demo/passphrase"));

        assertThat(filesWith(folder.resolve("home/local/log"), canary)).isEmpty();
        assertThat(filesWith(folder.resolve("home/local/kafka"), canary)).isEmpty();
        assertThat(filesWith(folder.resolve("home/local/postgres"), canary)).isEmpty();
        assertThat(ran.out() + ran.err()).doesNotContain(canary);
    }

    private static List<Path> filesWith(Path root, String text) throws IOException {
        assertThat(root).isDirectory();
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
