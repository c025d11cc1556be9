package io.quenyan.local.testcontainers;

import io.quenyan.local.TestServers;
import io.quenyan.local.kafka.Topics;
import io.quenyan.local.postgres.Databases;
import io.quenyan.local.registry.RegistryServer;
import io.quenyan.local.registry.Subjects;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/// Broker, registry and database in containers, each started when it is asked for first and taken away with the
/// JVM. Images can be replaced by local ones: `QUENYAN_TEST_KAFKA_IMAGE`, `QUENYAN_TEST_POSTGRES_IMAGE`,
/// `QUENYAN_TEST_REGISTRY_IMAGE`.
public final class ContainerServers implements TestServers {

    private static final String SUPERUSER = "quenyan";
    private static final int REGISTRY_PORT = 8080;
    private static final int POSTGRES_PORT = 5432;
    private static final Duration START = Duration.ofMinutes(2);

    private @Nullable KafkaContainer kafka;
    private @Nullable PostgreSQLContainer postgres;
    private @Nullable GenericContainer<?> registry;

    /// Whether a Docker engine answers. Asking takes about a second.
    public static boolean isDockerThere() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    @Override
    public synchronized String kafka() {
        KafkaContainer running = kafka;
        if (running == null) {
            running = new KafkaContainer(image("QUENYAN_TEST_KAFKA_IMAGE", "apache/kafka:4.1.1", "apache/kafka"))
                    .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                    .withEnv("KAFKA_OFFSETS_RETENTION_MINUTES", "525600")
                    .withEnv("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0");
            running.start();
            kafka = running;
            new Topics(running.getBootstrapServers()).ensure();
        }
        return running.getBootstrapServers();
    }

    @Override
    public synchronized URI registry() {
        GenericContainer<?> running = registry;
        if (running == null) {
            running = new GenericContainer<>(image(
                            "QUENYAN_TEST_REGISTRY_IMAGE",
                            "apicurio/apicurio-registry:3.0.6",
                            "apicurio/apicurio-registry"))
                    .withExposedPorts(REGISTRY_PORT)
                    .waitingFor(Wait.forHttp("/apis/registry/v3/system/info").withStartupTimeout(START));
            running.start();
            registry = running;
            Subjects.ensure(RegistryServer.confluentApi(running.getMappedPort(REGISTRY_PORT)));
        }
        return RegistryServer.confluentApi(running.getMappedPort(REGISTRY_PORT));
    }

    @Override
    public synchronized Databases postgres() {
        PostgreSQLContainer running = postgres;
        if (running == null) {
            running = new PostgreSQLContainer(image("QUENYAN_TEST_POSTGRES_IMAGE", "postgres:17", "postgres"))
                    .withUsername(SUPERUSER)
                    .withPassword(SUPERUSER)
                    .withDatabaseName("postgres");
            running.start();
            postgres = running;
        }
        return new Databases(running.getMappedPort(POSTGRES_PORT), SUPERUSER, SUPERUSER);
    }

    private static DockerImageName image(String variable, String image, String standsFor) {
        return DockerImageName.parse(System.getenv().getOrDefault(variable, image))
                .asCompatibleSubstituteFor(standsFor);
    }
}
