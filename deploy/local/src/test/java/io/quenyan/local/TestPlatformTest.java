package io.quenyan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.local.postgres.DatabaseAccess;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TestPlatformTest {

    private static final TestPlatform PLATFORM = TestPlatform.ofProcesses();
    private static final TopicCatalogue CATALOGUE = TopicCatalogue.load();

    @Test
    void givesEveryCallerADatabaseOfHisOwn() throws SQLException {
        DatabaseAccess first = PLATFORM.freshDatabase();
        DatabaseAccess second = PLATFORM.freshDatabase();

        assertThatThrownBy(() -> DriverManager.getConnection(second.jdbcUrl(), first.user(), first.password()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
        assertThat(scalar(first, "select current_schema")).isEqualTo(first.user());
    }

    @Test
    void opensNoDatabaseWithAWrongPassword() {
        DatabaseAccess access = PLATFORM.freshDatabase();

        assertThatThrownBy(() -> DriverManager.getConnection(access.jdbcUrl(), access.user(), "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void makesTheTopicsOfTheCatalogue() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", PLATFORM.bootstrapServers()))) {
            List<String> names = CATALOGUE.topics().stream().map(Topic::name).toList();

            assertThat(admin.describeTopics(names).allTopicNames().get())
                    .allSatisfy((name, found) -> assertThat(found.partitions())
                            .hasSize(CATALOGUE.topic(name).partitions()));
        }
    }

    @Test
    void keepsACommittedRowWhenPostgresIsKilled() throws SQLException {
        DatabaseAccess access = PLATFORM.freshDatabase();
        execute(access, "create table kept (n int)", "insert into kept values (7)");

        PLATFORM.postgres().kill();
        PLATFORM.postgres().start();

        assertThat(scalar(access, "select n from kept")).isEqualTo("7");
    }

    @Test
    void keepsAnAcknowledgedRecordWhenTheBrokerIsKilled() throws Exception {
        TopicPartition partition = new TopicPartition("quenyan.package-encoded", 5);
        byte[] value = "kept".getBytes(StandardCharsets.UTF_8);
        long offset = send(partition, value);

        PLATFORM.kafka().kill();
        PLATFORM.kafka().start();

        assertThat(read(partition, offset).value()).isEqualTo(value);
    }

    @Test
    void keepsTheIdsOfSchemasWhenTheRegistryIsKilled() {
        int before = idOfPackageEncoded();

        PLATFORM.registry().kill();
        PLATFORM.registry().start();

        assertThat(idOfPackageEncoded()).isEqualTo(before);
    }

    @Test
    void findsEveryServerAgainOnThePortItHad() {
        String kafka = PLATFORM.bootstrapServers();
        URI registry = PLATFORM.registryUrl();

        PLATFORM.kafka().kill();
        PLATFORM.registry().kill();

        assertThat(PLATFORM.bootstrapServers()).isEqualTo(kafka);
        assertThat(PLATFORM.registryUrl()).isEqualTo(registry);
    }

    @Test
    void emptiesTheTopics() throws Exception {
        TopicPartition partition = new TopicPartition("quenyan.request-refused", 0);
        send(partition, new byte[] {1});

        PLATFORM.recreateTopics();

        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 0L);
        }
    }

    private static int idOfPackageEncoded() {
        return SchemaRegistry.at(PLATFORM.registryUrl())
                .idOf(
                        CATALOGUE.ofRecord("PackageEncoded").registrySubject(),
                        ReleasedSchemas.current("PackageEncoded"));
    }

    private static long send(TopicPartition partition, byte[] value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", PLATFORM.bootstrapServers(), "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, value))
                    .get()
                    .offset();
        }
    }

    private static ConsumerRecord<byte[], byte[]> read(TopicPartition partition, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, offset);
            return consumer.poll(Duration.ofSeconds(20)).iterator().next();
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", PLATFORM.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static void execute(DatabaseAccess access, String... statements) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String scalar(DatabaseAccess access, String query) throws SQLException {
        try (Connection connection = access.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
