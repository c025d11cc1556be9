package io.quenyan.state.quarkus;

import static org.awaitility.Awaitility.await;

import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.event.ProjectIncrementalRebuilt;
import io.quenyan.event.RequestRefused;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.local.ServiceProcess;
import io.quenyan.local.TestPlatform;
import io.quenyan.local.git.Repository;
import io.quenyan.local.kafka.Journal;
import io.quenyan.local.kafka.Requester;
import io.quenyan.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/// Everything around state-service: the real encoder, a database for each of the two, projects with their grants,
/// somebody who asks and somebody who listens.
final class Workshop implements AutoCloseable {

    static final Duration START = Duration.ofSeconds(120);
    static final Duration ANSWER = Duration.ofSeconds(90);
    static final int PROJECTS = 10;

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root", ".."));

    private final TestPlatform platform = TestPlatform.ofProcesses();
    private final Path folder;
    private final List<ServiceProcess> services = new ArrayList<>();
    private final DatabaseAccess database = platform.freshDatabase();
    private final DatabaseAccess encoderDatabase = platform.freshDatabase();
    private final String prefix = "project-" + UUID.randomUUID().toString().substring(0, 8);

    final String project = project(0);
    final Journal journal;
    final Requester requester;

    Workshop(Path folder) {
        this.folder = folder;
        platform.recreateTopics();
        URI registry = await().ignoreExceptions().atMost(START).until(platform::registryUrl, url -> true);
        this.journal = new Journal(platform.bootstrapServers());
        this.requester = new Requester(platform.bootstrapServers(), registry);
        try {
            Files.createDirectories(folder.resolve("repositories"));
            Files.createDirectories(folder.resolve("outputs"));
            Files.createDirectories(failpoints());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One of ten projects.
    String project(int number) {
        return "%s-%d".formatted(prefix, number);
    }

    TestPlatform platform() {
        return platform;
    }

    /// That of state-service.
    DatabaseAccess database() {
        return database;
    }

    Path failpoints() {
        return folder.resolve("failpoints");
    }

    /// An encoder and one state-service, both ready.
    void open() {
        ServiceProcess encoder = encoder("encoder-" + prefix).start();
        state("state-" + prefix).start().awaitReady(START);
        encoder.awaitReady(START);
    }

    /// An encoder of that name, not started yet.
    ServiceProcess encoder(String name) {
        ServiceProcess encoder = ServiceProcess.encoder(name, platform, encoderDatabase)
                .with("quenyan.encoder.lease", "3s")
                .with("quenyan.encoder.workers", "2")
                .with("mp.messaging.incoming.batch-encode-requested.group.instance.id", name);
        return with(encoder);
    }

    /// A state-service of that name, not started yet. Its leases are short, so that its heirs need not wait.
    ServiceProcess state(String name) {
        ServiceProcess state = ServiceProcess.of(
                        name, ROOT.resolve("state-service/target/quarkus-app/quarkus-run.jar"), platform)
                .with(platform.serviceConfiguration(database))
                .with("quenyan.state.lease", "3s")
                .with("quenyan.state.workers", "2")
                .with("quenyan.state.instance", name)
                .withEnvironment("QUENYAN_FAILPOINTS", failpoints().toString());
        for (String channel : List.of("incremental-rebuild-requested", "project-batch-encoded", "request-refused")) {
            // A member of that name takes its own place again at once, as one of a StatefulSet does.
            state.with("mp.messaging.incoming.%s.group.instance.id".formatted(channel), name + "-" + channel);
        }
        return with(state);
    }

    private ServiceProcess with(ServiceProcess service) {
        service.with("quenyan.environment", "test").with("quenyan.passphrases.\"main\"", "a passphrase of a test");
        for (int i = 0; i < PROJECTS; i++) {
            String grants = "quenyan.projects.\"%s\".".formatted(project(i));
            service.with(grants + "sources", "git+" + uri(folder.resolve("repositories")))
                    .with(grants + "outputs", uri(folder.resolve("outputs")))
                    .with(grants + "passphrase-refs", "main")
                    .with(grants + "actors", "ci");
        }
        services.add(service);
        return service;
    }

    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    Path repository(String name) {
        return folder.resolve("repositories").resolve(name);
    }

    Path output(String name) {
        return folder.resolve("outputs").resolve(name);
    }

    /// Asks for a rebuild of `repository` into the output of that name, and returns the request's id.
    String ask(Repository repository, String output) {
        return ask(project, repository, output, request -> {});
    }

    String ask(String of, Repository repository, String output, Consumer<IncrementalRebuildRequested.Builder> change) {
        return requester.ask(Requests.rebuild(of, repository.uri(), uri(output(output)), change));
    }

    /// Asks, and waits for the answer.
    ProjectIncrementalRebuilt rebuilt(Repository repository, String output) {
        return answer(ask(repository, output));
    }

    ProjectIncrementalRebuilt answer(String requestId) {
        SpecificRecord answer = journal.answer(requestId, ANSWER).event().orElseThrow();
        if (answer instanceof ProjectIncrementalRebuilt rebuilt) {
            return rebuilt;
        }
        throw new AssertionError(
                "Refused: " + ((RequestRefused) answer).getReason() + " " + ((RequestRefused) answer).getDetail());
    }

    /// What was seen of a request by state-service.
    List<Journal.Seen> effects(String requestId) {
        return journal.effects(requestId).stream()
                .filter(one -> one.text("event_source").startsWith("state-service/"))
                .toList();
    }

    static String topic(String record) {
        return TopicCatalogue.load().ofRecord(record).name();
    }

    static String uri(Path folder) {
        return folder.toUri().toString().replaceFirst("/$", "");
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
        requester.close();
        journal.close();
    }
}
