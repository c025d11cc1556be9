package io.quenyan.local;

import io.quenyan.local.ComponentStatus.State;
import io.quenyan.local.Progress.What;
import io.quenyan.local.kafka.KafkaBroker;
import io.quenyan.local.moto.MotoServer;
import io.quenyan.local.postgres.PostgresServer;
import io.quenyan.local.process.FolderLock;
import io.quenyan.local.process.ManagedProcess;
import io.quenyan.local.process.Ports;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.StartFailedException;
import io.quenyan.local.process.Strays;
import io.quenyan.local.quarkus.QuarkusService;
import io.quenyan.local.registry.RegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Everything on one machine: PostgreSQL, Kafka, the Schema Registry and the services, each a process of
/// its own on loopback that goes on when whoever started it ends. Its data, logs and pid files are in one
/// folder.
///
/// It trusts the machine's users: Kafka and the registry ask nobody who he is.
public final class LocalPlatform {

    private static final Duration OTHER_UP = Duration.ofMinutes(3);
    private static final int FIRST_PORT = 15432;

    private final Path folder;
    private final Installation installation;
    private final String postgres;
    private final Map<String, String> environment;

    /// The platform in that folder, which need not exist yet.
    ///
    /// @param postgres which PostgreSQL: `installed`, `bundled`, a folder of its programs, or empty for an
    ///     installed one, else the bundled one
    public LocalPlatform(Path folder, Installation installation, String postgres) {
        this(folder, installation, postgres, System.getenv());
    }

    private LocalPlatform(Path folder, Installation installation, String postgres, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath();
        this.installation = installation;
        this.postgres = postgres;
        this.environment = Map.copyOf(environment);
    }

    /// The platform that the environment names: `$QUENYAN_HOME/local`, `QUENYAN_HOME` being
    /// `$HOME/.quenyan` unless set. `QUENYAN_POSTGRES` chooses the PostgreSQL.
    public static LocalPlatform of(Map<String, String> environment) {
        String home = environment.getOrDefault("QUENYAN_HOME", "");
        if (home.isBlank()) {
            String user = environment.getOrDefault("HOME", "");
            if (user.isBlank()) {
                throw new StartFailedException(
                        "Neither QUENYAN_HOME nor HOME is set. Set QUENYAN_HOME to a folder for the platform's data");
            }
            home = user + "/.quenyan";
        }
        return new LocalPlatform(
                Path.of(home, "local"),
                Installation.find(),
                environment.getOrDefault("QUENYAN_POSTGRES", ""),
                environment);
    }

    /// Where its data, logs and pid files are.
    public Path folder() {
        return folder;
    }

    /// What a service may do, and its secrets, beside what it is told about the servers. Users may edit it;
    /// after a change `up` starts the service anew.
    public Path configuration(LocalService service) {
        return folder.resolve(service.configuration());
    }

    /// Sets these properties in [#configuration(LocalService)], word for word, and leaves the others as
    /// they are.
    public void configure(LocalService service, Map<String, String> properties) {
        prepareFolder();
        try (FolderLock _ = FolderLock.take(folder, OTHER_UP, () -> {})) {
            Path file = configuration(service);
            Map<String, String> all = new HashMap<>(PrivateFile.readProperties(file));
            properties.forEach((name, value) -> all.put(name, QuarkusService.literal(value)));
            PrivateFile.writeProperties(file, all);
        }
    }

    /// Starts what does not run, makes the topics, the schemas and the databases that are missing, and
    /// returns when everything answers. Asked again, or by two at once, it changes nothing more. After a
    /// crash or a reboot it goes on from the data that are there.
    ///
    /// @throws StartFailedException if something does not start; what did start stays
    public PlatformStatus up(UpOptions options, Progress progress) {
        prepareFolder();
        try (FolderLock _ =
                FolderLock.take(folder, OTHER_UP, () -> progress.tell("platform", What.WAITING, Duration.ZERO))) {
            LocalService.ALL.forEach(service -> PrivateFile.create(configuration(service)));
            startAll(servers(progress), services(progress), options);
        }
        return status();
    }

    /// Starts the stand-in for AWS KMS, which is fetched the first time. [#down] stops it with the rest;
    /// its keys are gone then.
    ///
    /// @throws StartFailedException if it cannot be fetched or does not start
    public PlatformStatus upAwsKms(Progress progress) {
        prepareFolder();
        try (FolderLock _ =
                FolderLock.take(folder, OTHER_UP, () -> progress.tell("platform", What.WAITING, Duration.ZERO))) {
            awsKms(progress).ensure();
        }
        return status();
    }

    /// Returns how it is. Nothing is changed.
    public PlatformStatus status() {
        List<ComponentStatus> components = new ArrayList<>();
        for (String name : List.of(PostgresServer.NAME, KafkaBroker.NAME)) {
            ManagedProcess process = new ManagedProcess(name, folder);
            components.add(status(process, () -> Ports.answers(port(process))));
        }
        ManagedProcess registry = new ManagedProcess(RegistryServer.NAME, folder);
        components.add(status(registry, () -> RegistryServer.isReady(port(registry))));
        services(Progress.none()).forEach(service -> components.addAll(status(service)));
        AwsKmsStandIn awsKms = awsKms(Progress.none());
        if (awsKms.isWanted()) {
            components.add(status(awsKms.server().process(), awsKms::answers));
        }
        return new PlatformStatus(folder, components);
    }

    /// Stops what was started here, in the reverse order, and nothing else. Data stay.
    public void down(Progress progress) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (FolderLock _ =
                FolderLock.take(folder, OTHER_UP, () -> progress.tell("platform", What.WAITING, Duration.ZERO))) {
            Servers servers = servers(progress);
            MotoServer awsKms = awsKms(progress).server();
            inParallel(services(progress).stream()
                    .flatMap(service -> service.started().stream().<Runnable>map(it -> () -> service.stop(it)))
                    .toList());
            inParallel(List.of(
                    () -> stop(servers.registry.process(), servers.registry::stop, progress),
                    () -> stop(servers.kafka.process(), servers.kafka::stop, progress),
                    () -> stop(awsKms.process(), awsKms::stop, progress)));
            stop(servers.postgres.process(), servers.postgres::stop, progress);
            Strays.end(folder.resolve("run"));
        }
    }

    /// The database and the broker start side by side; the registry needs the first, the services need
    /// both, and read schemas only once they have work.
    private static void startAll(Servers servers, List<Instances> services, UpOptions options) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Void> database = CompletableFuture.runAsync(servers::postgres, threads);
            CompletableFuture<String> kafka = CompletableFuture.supplyAsync(servers::kafka, threads);
            Stream<CompletableFuture<Void>> registry = Stream.of(database.thenRunAsync(servers::registry, threads));
            Stream<CompletableFuture<Void>> started = services.stream()
                    .map(service -> database.thenCombine(kafka, (_, address) -> address)
                            .thenAcceptAsync(address -> service.ensure(options, servers, address), threads));
            join(CompletableFuture.allOf(Stream.concat(registry, started).toArray(CompletableFuture<?>[]::new)));
        }
    }

    private static void inParallel(List<Runnable> tasks) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            join(CompletableFuture.allOf(tasks.stream()
                    .map(task -> CompletableFuture.runAsync(task, threads))
                    .toArray(CompletableFuture<?>[]::new)));
        }
    }

    private static void join(CompletableFuture<Void> all) {
        try {
            all.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StartFailedException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static void stop(ManagedProcess process, Runnable stop, Progress progress) {
        if (process.running().isEmpty()) {
            process.forget();
            return;
        }
        long began = System.nanoTime();
        progress.tell(process.name(), What.STOPPING, Duration.ZERO);
        stop.run();
        progress.tell(process.name(), What.STOPPED, Duration.ofNanos(System.nanoTime() - began));
    }

    private static List<ComponentStatus> status(Instances service) {
        List<QuarkusService> instances = service.started();
        if (!instances.isEmpty()) {
            return instances.stream()
                    .map(instance -> status(instance.process(), instance::isReady))
                    .toList();
        }
        QuarkusService first = service.instance(1);
        ComponentStatus none = status(first.process(), first::isReady);
        return List.of(
                service.isBuilt()
                        ? none
                        : new ComponentStatus(none.name(), State.NOT_BUILT, null, none.ports(), null, none.log()));
    }

    private static ComponentStatus status(ManagedProcess process, BooleanSupplier answers) {
        Map<String, String> facts = process.facts();
        Map<String, Integer> ports = new HashMap<>();
        facts.forEach((name, value) -> {
            if (name.endsWith("port")) {
                ports.put(name, Integer.valueOf(value));
            }
        });
        Long pid = process.running().map(it -> it.pid()).orElse(null);
        State state = pid == null
                ? (process.died() ? State.DIED : State.DOWN)
                : answers.getAsBoolean() ? State.UP : State.STARTING;
        return new ComponentStatus(process.name(), state, pid, ports, facts.get("version"), process.log());
    }

    private static int port(ManagedProcess process) {
        return Integer.parseInt(process.facts().getOrDefault("port", "0"));
    }

    private AwsKmsStandIn awsKms(Progress progress) {
        return new AwsKmsStandIn(folder, environment, progress);
    }

    private Servers servers(Progress progress) {
        return new Servers(folder, installation, new ServerSettings(FIRST_PORT, postgres, List.of()), progress);
    }

    private List<Instances> services(Progress progress) {
        Path home = folder.toAbsolutePath().resolveSibling("");
        Map<String, String> keys =
                KeyServices.variables(environment, home, awsKms(progress).port());
        return LocalService.ALL.stream()
                .map(service -> new Instances(
                        service, folder, installation.jar(service), configuration(service), keys, progress))
                .toList();
    }

    /// Others may enter it, because PostgreSQL does so under another account, and list nothing.
    private void prepareFolder() {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
