package io.quenyan.local;

import io.quenyan.local.postgres.DatabaseAccess;
import io.quenyan.local.process.Patience;
import io.quenyan.local.process.Ports;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.quarkus.QuarkusService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// A service of ours as a process of its own, for tests that kill it. It ends with the JVM of the test.
///
/// ```java
/// ServiceProcess encoder = ServiceProcess.encoder("encoder-a", platform, database)
///         .with("quenyan.passphrases.\"main\"", "…")
///         .withEnvironment("QUENYAN_FAILPOINTS", folder.toString());
/// encoder.start();
/// encoder.awaitReady(Duration.ofSeconds(60));
/// encoder.kill();
/// ```
public final class ServiceProcess implements AutoCloseable {

    private static final int LOWEST_PORT = 31_100;
    private static final int HIGHEST_PORT = 32_600;

    private final QuarkusService service;
    private final Path jar;
    private final Path folder;
    private final Path configuration;
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private ServiceProcess(String name, Path jar, Path folder) {
        this.service = new QuarkusService(name, folder);
        this.jar = jar;
        this.folder = folder;
        this.configuration = folder.resolve(name + ".properties");
    }

    /// An instance of that service on the platform's servers and that database. Not started yet.
    public static ServiceProcess of(LocalService service, String name, TestPlatform platform, DatabaseAccess database) {
        return of(name, Installation.find().jar(service), platform).with(platform.serviceConfiguration(database));
    }

    /// An encoder-service of that name on the platform's servers and that database. Not started yet.
    public static ServiceProcess encoder(String name, TestPlatform platform, DatabaseAccess database) {
        return of(LocalService.of("encoder"), name, platform, database);
    }

    /// A Quarkus application of that name, from its `quarkus-run.jar`. Not started yet.
    public static ServiceProcess of(String name, Path jar, TestPlatform platform) {
        return new ServiceProcess(name, jar, platform.folder());
    }

    /// Sets a property; secrets may be in it, as it is written to a file that only its owner can read.
    public ServiceProcess with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    /// Sets properties.
    public ServiceProcess with(Map<String, String> more) {
        properties.putAll(more);
        return this;
    }

    /// Sets a variable of its environment.
    public ServiceProcess withEnvironment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Starts it, on the port it had before if it had one.
    public ServiceProcess start() {
        Map<String, String> all = new HashMap<>(properties);
        all.replaceAll((name, value) -> QuarkusService.literal(value));
        // Above the application's own properties (250), which such a file otherwise is not.
        all.put("config_ordinal", "275");
        PrivateFile.writeProperties(configuration, all);
        int preferred = new Random().nextInt(LOWEST_PORT, HIGHEST_PORT);
        int port = new Ports(folder.resolve("service-ports.properties"))
                .choose(service.process().name(), preferred);
        service.start(new QuarkusService.Start(
                jar,
                port,
                Map.of("smallrye.config.locations", configuration.toUri().toString()),
                environment,
                Map.of()));
        return this;
    }

    /// Waits until it says that it is ready.
    ///
    /// @throws io.quenyan.local.process.StartFailedException if it ends before or is not ready in time
    public ServiceProcess awaitReady(Duration atMost) {
        service.awaitReady(atMost);
        return this;
    }

    /// Waits until it has ended, for example at a failpoint. Returns whether it has.
    public boolean awaitEnd(Duration atMost) {
        return Patience.until(atMost, () -> !isAlive());
    }

    /// Ends it as `kill -9` does, and returns once it is gone.
    public void kill() {
        service.kill();
    }

    /// Asks it to end and lets it finish what it has in hand.
    public void stop() {
        service.stop();
    }

    /// Whether its process is there.
    public boolean isAlive() {
        return service.process().running().isPresent();
    }

    /// Root of its HTTP interface, once it was started.
    public URI url() {
        return URI.create("http://127.0.0.1:" + service.process().facts().get("port"));
    }

    /// Its pid. Only while it runs.
    public long pid() {
        return service.process().running().orElseThrow().pid();
    }

    /// What it has printed since it was last started; that of the start before is beside it, as `NAME.log.1`.
    public String output() {
        try {
            return Files.readString(service.process().log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where its output is.
    public Path log() {
        return service.process().log();
    }

    /// Ends it at once.
    @Override
    public void close() {
        kill();
        service.process().forget();
    }
}
