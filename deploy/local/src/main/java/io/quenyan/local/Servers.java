package io.quenyan.local;

import io.quenyan.local.Progress.What;
import io.quenyan.local.kafka.KafkaBroker;
import io.quenyan.local.kafka.Topics;
import io.quenyan.local.postgres.DatabaseAccess;
import io.quenyan.local.postgres.Databases;
import io.quenyan.local.postgres.PostgresChoice;
import io.quenyan.local.postgres.PostgresServer;
import io.quenyan.local.process.ManagedProcess;
import io.quenyan.local.process.Patience;
import io.quenyan.local.process.Ports;
import io.quenyan.local.registry.RegistryServer;
import io.quenyan.local.registry.Subjects;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// Broker, registry and database below one folder, as processes. Whatever already runs is left as it is; what
/// died is started again on the data that it left.
final class Servers implements TestServers {

    private static final Duration FOR_AN_ANSWER = Duration.ofSeconds(20);
    private static final String REGISTRY_ROLE = "apicurio";

    final PostgresServer postgres;
    final KafkaBroker kafka;
    final RegistryServer registry;

    private final ServerSettings settings;
    private final PostgresChoice choice;
    private final Ports ports;
    private final Passwords passwords;
    private final Progress progress;

    /// Of which it was told that they run: each is asked for several times.
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    Servers(Path folder, Installation installation, ServerSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
        this.ports = new Ports(folder.resolve("ports.properties"));
        this.passwords = new Passwords(folder.resolve("passwords.properties"));
        this.choice = new PostgresChoice(settings.postgres(), installation.postgres(), folder.resolve("postgres"));
        this.postgres = new PostgresServer(folder, passwords.of("quenyan"), settings.postgresSettings());
        this.kafka = new KafkaBroker(folder, installation.kafka());
        this.registry = new RegistryServer(folder, installation.registry());
    }

    @Override
    public Databases postgres() {
        synchronized (postgres) {
            int port = portOf(postgres.process(), "postgres", settings.firstPort());
            ensure(
                    postgres.process(),
                    () -> postgres.databases(port).isReachable(),
                    postgres::stop,
                    () -> postgres.start(choice, port));
            return postgres.databases(port);
        }
    }

    @Override
    public String kafka() {
        synchronized (kafka) {
            int port = portOf(kafka.process(), "kafka", settings.firstPort() + 10);
            int controller = portOf(kafka.process(), "kafka-controller", settings.firstPort() + 11);
            ensure(kafka.process(), () -> Ports.answers(port), kafka::stop, () -> kafka.start(port, controller));
            String address = "127.0.0.1:" + port;
            new Topics(address).ensure();
            return address;
        }
    }

    @Override
    public URI registry() {
        synchronized (registry) {
            int port = registryPort();
            int management = portOf(registry.process(), "registry-management", settings.firstPort() + 21);
            ensure(registry.process(), () -> RegistryServer.isReady(port), registry::stop, () -> {
                DatabaseAccess access = database(REGISTRY_ROLE);
                registry.start(
                        port,
                        management,
                        new RegistryServer.Storage(access.jdbcUrl(), access.user(), access.password()));
            });
            URI address = RegistryServer.confluentApi(port);
            Subjects.ensure(address);
            return address;
        }
    }

    /// Where the registry is or will be.
    URI registryAddress() {
        return RegistryServer.confluentApi(registryPort());
    }

    /// A database with a role and a schema of that name, whose password is kept.
    DatabaseAccess database(String name) {
        return postgres().ensure(name, passwords.of(name));
    }

    /// A port for something else of this platform.
    int portOf(ManagedProcess process, String name, int preferred) {
        return process.running().isPresent() ? ports.last(name).orElse(preferred) : ports.choose(name, preferred);
    }

    int firstServicePort() {
        return settings.firstPort() + 30;
    }

    private int registryPort() {
        return portOf(registry.process(), "registry", settings.firstPort() + 20);
    }

    private void ensure(ManagedProcess process, BooleanSupplier answers, Runnable stop, Runnable start) {
        long began = System.nanoTime();
        if (process.running().isPresent()) {
            if (Patience.until(FOR_AN_ANSWER, answers)) {
                if (told.add(process.name())) {
                    progress.tell(process.name(), What.RUNNING, Duration.ZERO);
                }
                return;
            }
            stop.run();
        }
        progress.tell(process.name(), What.STARTING, Duration.ZERO);
        start.run();
        told.add(process.name());
        progress.tell(process.name(), What.READY, Duration.ofNanos(System.nanoTime() - began));
    }
}
