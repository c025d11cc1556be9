package io.quenyan.encoder.quarkus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.encoder.Admission;
import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.Arrival;
import io.quenyan.encoder.BatchStore;
import io.quenyan.encoder.Finisher;
import io.quenyan.encoder.Planner;
import io.quenyan.encoder.ProjectKeys;
import io.quenyan.encoder.Steps;
import io.quenyan.encoder.TaskEncoder;
import io.quenyan.encoder.kafka.EncoderEvents;
import io.quenyan.encoder.postgres.PostgresBatchStore;
import io.quenyan.encoder.postgres.PostgresIntake;
import io.quenyan.encoder.postgres.WorkNotices;
import io.quenyan.encoder.prometheus.MeasuredAnnouncements;
import io.quenyan.encoder.prometheus.MeasuredIntake;
import io.quenyan.event.RecordReader;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.format.Passphrase;
import io.quenyan.outbox.kafka.RegistryFraming;
import io.quenyan.outbox.kafka.Relay;
import io.quenyan.outbox.kafka.SeekToDatabase;
import io.quenyan.outbox.kafka.TopicIds;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.project.grants.Grants;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;

/// Puts the encoder together. What a class needs is in its constructor; here is who gives it.
@Singleton
final class EncoderBeans {

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
    SchemaRegistry registry(EncoderConfig config) {
        return SchemaRegistry.at(config.registry().url());
    }

    @Produces
    @Singleton
    RecordReader reader(SchemaRegistry registry) {
        return RecordReader.with(registry);
    }

    @Produces
    @Singleton
    Relay.Connections connections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password) {
        return () -> DriverManager.getConnection(url, user, password);
    }

    @Produces
    @Singleton
    Relay relay(Relay.Connections connections, Cluster cluster, SchemaRegistry registry, MeterRegistry meters) {
        Relay relay = new Relay(
                "encoder",
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
    WorkNotices notices(Relay.Connections connections) {
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
    Announcements announcements(EncoderConfig config, MeterRegistry registry, Clock clock) {
        return new MeasuredAnnouncements(
                new EncoderEvents(config.environment(), config.encoder().instance(), clock), registry, clock);
    }

    @Produces
    @Singleton
    Grants grants(EncoderConfig config) {
        return new Grants(config.projects().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> granted(entry.getValue()))));
    }

    private static Grants.ProjectGrants granted(EncoderConfig.Project project) {
        return new Grants.ProjectGrants(
                project.sources(), project.outputs(), project.passphraseRefs(), project.actors());
    }

    @Produces
    @Singleton
    ProjectKeys keys(EncoderConfig config) {
        return new ProjectKeys(
                reference -> Optional.ofNullable(config.passphrases().get(reference))
                        .map(text -> Passphrase.of(text.toCharArray())));
    }

    void close(@Disposes ProjectKeys keys) {
        keys.close();
    }

    @Produces
    @Singleton
    Arrival.Intake intake(
            Transactions transactions,
            KnownOffsets known,
            Grants grants,
            Announcements announcements,
            Clock clock,
            MeterRegistry registry) {
        return new MeasuredIntake(
                new PostgresIntake(transactions, known, new Admission(grants), announcements, clock),
                registry,
                TopicCatalogue.load().ofRecord("BatchEncodeRequested").name());
    }

    @Produces
    @Singleton
    BatchStore store(Transactions transactions, Announcements announcements, Clock clock, EncoderConfig config) {
        return new PostgresBatchStore(
                transactions, announcements, clock, config.encoder().lease());
    }

    @Produces
    @Singleton
    Steps steps(BatchStore store, Grants grants, ProjectKeys keys, Clock clock) {
        return new Steps(
                store,
                grants,
                clock,
                new Planner(keys, clock),
                new TaskEncoder(store, keys),
                new Finisher(store, keys, clock));
    }
}
