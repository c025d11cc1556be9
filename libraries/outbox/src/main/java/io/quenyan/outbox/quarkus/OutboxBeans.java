package io.quenyan.outbox.quarkus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.event.RecordReader;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.outbox.Service;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.outbox.kafka.RegistryFraming;
import io.quenyan.outbox.kafka.Relay;
import io.quenyan.outbox.kafka.SeekToDatabase;
import io.quenyan.outbox.kafka.TopicIds;
import io.quenyan.outbox.postgres.Connections;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.outbox.postgres.WorkNotices;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/// Puts together what every service has. What a class needs is in its constructor; here is who gives it.
@Singleton
final class OutboxBeans {

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    Cluster cluster(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        return new Cluster(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    @Produces
    @Singleton
    TopicIds topicIds(Cluster cluster) {
        return new TopicIds(cluster.settings());
    }

    void close(@Disposes TopicIds topicIds) {
        topicIds.close();
    }

    @Produces
    @Singleton
    @Identifier("seek-to-database")
    KafkaConsumerRebalanceListener seekToDatabase(Transactions transactions, TopicIds topicIds, KnownOffsets known) {
        return new SeekToDatabase(transactions, topicIds, known);
    }

    @Produces
    @Singleton
    KnownOffsets known() {
        return new KnownOffsets();
    }

    @Produces
    @Singleton
    SchemaRegistry registry(ServiceConfig config) {
        return SchemaRegistry.at(config.registry().url());
    }

    @Produces
    @Singleton
    RecordReader reader(SchemaRegistry registry) {
        return RecordReader.with(registry);
    }

    @Produces
    @Singleton
    Connections connections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        return () -> DriverManager.getConnection(url, user, password);
    }

    @Produces
    @Singleton
    Relay relay(
            Service service, Connections connections, Cluster cluster, SchemaRegistry registry, MeterRegistry meters) {
        Relay relay = new Relay(
                service.name(),
                connections,
                cluster.settings(),
                TopicCatalogue.RELAY_POSITION,
                new RegistryFraming(registry));
        Gauge.builder("quenyan.relay.leading", relay, leader -> leader.leading() ? 1 : 0)
                .description("1 while this instance carries the outbox to Kafka")
                .register(meters);
        return relay;
    }

    @Produces
    @Singleton
    WorkNotices notices(Connections connections) {
        return new WorkNotices(connections);
    }

    @Produces
    @Singleton
    Transactions transactions(Mutiny.SessionFactory sessions) {
        return new Transactions(sessions);
    }

    void close(@Disposes Transactions transactions) {
        transactions.close();
    }

    @Produces
    @Singleton
    CommonBlock commonBlock(Service service, Clock clock) {
        return new CommonBlock(service, clock);
    }
}
