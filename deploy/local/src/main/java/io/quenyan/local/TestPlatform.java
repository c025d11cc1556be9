package io.quenyan.local;

import io.quenyan.local.kafka.Topics;
import io.quenyan.local.postgres.DatabaseAccess;
import io.quenyan.local.process.FolderLock;
import io.quenyan.local.process.Strays;
import io.quenyan.local.testcontainers.ContainerServers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// One broker, one registry and one PostgreSQL for all tests of a JVM, real and on loopback. Each is started
/// when it is asked for first and ends with the JVM; a test that needs only a database starts only that.
///
/// The topics are those of the catalogue and shared by the tests: a test tells its records by a project id of
/// its own, or has the topics made anew with [#recreateTopics()]. Databases are not shared: [#freshDatabase()].
///
/// Their data and logs are in `target/platform-PID` of the module, which the next run removes. Class loaders of
/// one JVM, of which Quarkus has several, share them.
public final class TestPlatform {

    private static final String SHARED_FOLDER = "io.quenyan.local.test-folder";
    private static final Duration START = Duration.ofMinutes(3);
    private static final int LOWEST_PORT = 20_000;
    private static final int HIGHEST_PORT = 31_000;
    private static final List<String> NO_DISK = List.of("fsync=off", "full_page_writes=off");

    private final Path folder;
    private final TestServers servers;

    private TestPlatform(Path folder, TestServers servers) {
        this.folder = folder;
        this.servers = servers;
    }

    /// Returns the platform of this JVM: processes, or containers when `QUENYAN_TEST_CONTAINERS` is `true` and
    /// a Docker engine answers.
    public static TestPlatform shared() {
        return Shared.PLATFORM;
    }

    /// Returns the platform of processes of this JVM, for tests that kill servers.
    public static TestPlatform ofProcesses() {
        return Processes.PLATFORM;
    }

    /// Kafka's address; the catalogue's topics are there. A broker that was killed is started again by asking,
    /// as the other servers are.
    public String bootstrapServers() {
        try (FolderLock _ = lock()) {
            return servers.kafka();
        }
    }

    /// Root of the registry's Confluent-compatible API; the catalogue's schemas are there.
    public URI registryUrl() {
        try (FolderLock _ = lock()) {
            return servers.registry();
        }
    }

    /// Where a stand-in for AWS KMS answers: the value of `AWS_ENDPOINT_URL_KMS`. Any credentials do.
    ///
    /// @throws io.quenyan.local.process.StartFailedException if it cannot be fetched; see [StandIns]
    public static URI awsKms() {
        return StandIns.awsKms();
    }

    /// Makes a database that nobody has used, with a role and a schema of its own.
    public DatabaseAccess freshDatabase() {
        try (FolderLock _ = lock()) {
            byte[] random = new byte[6];
            RandomGenerator.getDefault().nextBytes(random);
            String name = "test_" + HexFormat.of().formatHex(random);
            return servers.postgres().ensure(name, name);
        }
    }

    /// Deletes the catalogue's topics and makes them again, empty, with other topic ids. Consumers that run
    /// meanwhile see them vanish.
    public void recreateTopics() {
        new Topics(bootstrapServers()).recreate();
    }

    /// Configuration with which a service of ours finds these servers and that database, password included. All
    /// three servers are started.
    public Map<String, String> serviceConfiguration(DatabaseAccess database) {
        Map<String, String> all = new HashMap<>(ServiceProperties.of(database, bootstrapServers(), registryUrl()));
        all.put(ServiceProperties.PASSWORD, database.password());
        return Map.copyOf(all);
    }

    /// Where data and logs are.
    public Path folder() {
        return folder;
    }

    /// Kafka, to be killed.
    public TestServer kafka() {
        return new TestServer(processes().kafka.process(), processes().kafka::kill, this::bootstrapServers);
    }

    /// PostgreSQL, to be killed, with everything it forked.
    public TestServer postgres() {
        return new TestServer(processes().postgres.process(), processes().postgres::kill, () -> {
            try (FolderLock _ = lock()) {
                servers.postgres();
            }
        });
    }

    /// The registry, to be killed.
    public TestServer registry() {
        return new TestServer(processes().registry.process(), processes().registry::kill, this::registryUrl);
    }

    private Servers processes() {
        if (servers instanceof Servers processes) {
            return processes;
        }
        throw new IllegalStateException("Tests that kill servers use TestPlatform.ofProcesses()");
    }

    /// Against the other class loaders of this JVM.
    private FolderLock lock() {
        return FolderLock.take(folder, START, () -> {});
    }

    private static synchronized Path sharedFolder() {
        synchronized (System.getProperties()) {
            String known = System.getProperty(SHARED_FOLDER);
            if (known != null) {
                return Path.of(known);
            }
            Path folder = Leftovers.newFolder(Path.of("target").toAbsolutePath());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Strays.end(folder)));
            System.setProperty(SHARED_FOLDER, folder.toString());
            return folder;
        }
    }

    private static final class Processes {
        static final TestPlatform PLATFORM = create();

        private static TestPlatform create() {
            Path folder = sharedFolder();
            int port = new Random().nextInt(LOWEST_PORT, HIGHEST_PORT) / 100 * 100;
            String postgres = System.getenv().getOrDefault("QUENYAN_POSTGRES", "");
            ServerSettings settings = new ServerSettings(port, postgres, NO_DISK);
            try (FolderLock _ = FolderLock.take(folder, START, () -> {})) {
                return new TestPlatform(folder, new Servers(folder, Installation.find(), settings, Progress.none()));
            }
        }
    }

    private static final class Shared {
        static final TestPlatform PLATFORM = create();

        private static TestPlatform create() {
            boolean wanted = "true".equals(System.getenv("QUENYAN_TEST_CONTAINERS"));
            return wanted && ContainerServers.isDockerThere()
                    ? new TestPlatform(sharedFolder(), new ContainerServers())
                    : ofProcesses();
        }
    }
}
