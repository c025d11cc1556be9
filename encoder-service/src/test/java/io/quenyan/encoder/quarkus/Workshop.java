package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.ProjectBatchEncoded;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Everything around an encoder: a database of its own, a project with its grants, somebody who asks and somebody
/// who listens. The encoders are processes of their own, so that killing one is real.
final class Workshop implements AutoCloseable {

    /// What no log, topic, table or metric may ever show.
    static final String CANARY = "canary-Grünfink-7f3a9e51";

    static final Duration START = Duration.ofSeconds(60);
    static final Duration ANSWER = Duration.ofSeconds(30);

    private final TestPlatform platform = TestPlatform.ofProcesses();
    private final Path folder;
    private final List<ServiceProcess> services = new ArrayList<>();
    private DatabaseAccess database = platform.freshDatabase();

    final String project = "project-" + UUID.randomUUID();
    final Journal journal;
    final Requester requester;
    final WorkshopKeys keys;

    Workshop(Path folder) {
        this.folder = folder;
        this.keys = new WorkshopKeys(folder.resolve("keys"));
        platform.recreateTopics();
        // The registry needs a moment after a test that killed its database.
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

    TestPlatform platform() {
        return platform;
    }

    DatabaseAccess database() {
        return database;
    }

    /// From now on new encoders work on that database.
    void use(DatabaseAccess other) {
        database = other;
    }

    Path failpoints() {
        return folder.resolve("failpoints");
    }

    /// An encoder of that name, not started yet. Its leases are short, so that its heirs need not wait.
    ServiceProcess encoder(String name) {
        String grants = "quenyan.projects.\"%s\".".formatted(project);
        ServiceProcess encoder = ServiceProcess.encoder(name, platform, database)
                .with("quenyan.environment", "test")
                .with("quenyan.encoder.lease", "3s")
                .with("quenyan.encoder.instance", name)
                // A member of that name takes its own place again at once, as one of a StatefulSet does.
                .with("mp.messaging.incoming.batch-encode-requested.group.instance.id", name)
                .with("quenyan.passphrases.\"canary\"", CANARY)
                .with("quenyan.passphrases.\"other\"", "another " + CANARY)
                .with(grants + "sources", "git+" + uri(folder.resolve("repositories")))
                .with(grants + "outputs", uri(folder.resolve("outputs")))
                .with(grants + "passphrase-refs", "canary,other,missing")
                .with(grants + "actors", "ci")
                .with(
                        grants + "keys",
                        "local/%s,local/%s,local/%s,local/missing,hsm/alias/nowhere,aws/%s"
                                .formatted(
                                        WorkshopKeys.KEY,
                                        WorkshopKeys.DISABLED,
                                        WorkshopKeys.COMPROMISED,
                                        WorkshopKeys.AWS))
                .withEnvironment("QUENYAN_FAILPOINTS", failpoints().toString());
        keys.configure(encoder);
        services.add(encoder);
        return encoder;
    }

    /// An encoder that is ready.
    ServiceProcess started(String name) {
        return encoder(name).start().awaitReady(START);
    }

    Path repository(String name) {
        return folder.resolve("repositories").resolve(name);
    }

    Output output(String name) {
        return new Output(folder.resolve("outputs").resolve(name), CANARY);
    }

    /// Asks for everything in `repository`, sources included, and returns the request's id.
    String ask(Repository repository, Output output) {
        return ask(repository, output, request -> {});
    }

    String ask(Repository repository, Output output, Consumer<BatchEncodeRequested.Builder> change) {
        return requester.ask(Requests.batch(project, repository.uri(), output.uri(), change));
    }

    /// Sends any bytes to the request topic.
    void send(@Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        requester.send(TopicCatalogue.load().ofRecord("BatchEncodeRequested").name(), key, value, headers);
    }

    /// The completion that answers a request.
    ProjectBatchEncoded encoded(String request) {
        return answer(request, ProjectBatchEncoded.class);
    }

    /// The refusal that answers a request.
    RequestRefused refused(String request) {
        return answer(request, RequestRefused.class);
    }

    private <T extends SpecificRecord> T answer(String request, Class<T> type) {
        SpecificRecord answer = journal.answer(request, ANSWER).event().orElseThrow();
        assertThat(answer).isInstanceOf(type);
        return type.cast(answer);
    }

    Path folder() {
        return folder;
    }

    List<ServiceProcess> services() {
        return List.copyOf(services);
    }

    static String uri(Path folder) {
        return folder.toUri().toString().replaceFirst("/$", "");
    }

    /// Ends everything, and looks once more for the passphrase: nobody was told.
    @Override
    public void close() {
        try {
            Canary.assertNowhere(this);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(e);
        } finally {
            services.forEach(ServiceProcess::close);
            requester.close();
            journal.close();
        }
    }
}
