package io.quenyan.encoder.quarkus;

import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.encoder.Admission;
import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.BatchStore;
import io.quenyan.encoder.Claim;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.EncoderWork;
import io.quenyan.encoder.Finisher;
import io.quenyan.encoder.Planner;
import io.quenyan.encoder.ProjectKeys;
import io.quenyan.encoder.Steps;
import io.quenyan.encoder.TaskEncoder;
import io.quenyan.encoder.kafka.EncoderEvents;
import io.quenyan.encoder.postgres.EncodeAcceptance;
import io.quenyan.encoder.postgres.PostgresBatchStore;
import io.quenyan.encoder.prometheus.MeasuredAnnouncements;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.Service;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.PostgresIntake;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.outbox.postgres.WorkNotices;
import io.quenyan.outbox.prometheus.MeasuredIntake;
import io.quenyan.outbox.quarkus.ServiceConfig;
import io.quenyan.outbox.work.Workers;
import io.quenyan.project.grants.Grants;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts the encoder together. What a class needs is in its constructor; here is who gives it.
@Singleton
final class EncoderBeans {

    @Produces
    @Singleton
    Service service(ServiceConfig shared, EncoderConfig config) {
        return Service.of("encoder", config.encoder().instance(), shared.environment());
    }

    @Produces
    @Singleton
    Announcements announcements(CommonBlock common, MeterRegistry registry, Clock clock) {
        return new MeasuredAnnouncements(new EncoderEvents(common, clock), registry, clock);
    }

    @Produces
    @Singleton
    Grants grants(EncoderConfig config) {
        return new Grants(config.projects().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> granted(entry.getValue()))));
    }

    private static Grants.ProjectGrants granted(EncoderConfig.Project project) {
        return new Grants.ProjectGrants(
                project.sources(),
                project.outputs(),
                project.passphraseRefs().orElse(Set.of()),
                project.actors(),
                project.keys().orElse(Set.of()));
    }

    @Produces
    @Singleton
    Intake<EncodeRequest> intake(
            Transactions transactions,
            KnownOffsets known,
            Grants grants,
            Announcements announcements,
            Clock clock,
            MeterRegistry registry) {
        return new MeasuredIntake<>(
                new PostgresIntake<>(
                        transactions, known, new EncodeAcceptance(new Admission(grants), announcements, clock)),
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
                new Planner(store, keys, clock),
                new TaskEncoder(store, keys),
                new Finisher(store, keys, clock));
    }

    @Produces
    @Singleton
    Workers<Claim> workers(EncoderConfig config, BatchStore store, Steps steps, WorkNotices notices, Clock clock) {
        return new Workers<>(
                config.encoder().workers().orElse(Runtime.getRuntime().availableProcessors()),
                new EncoderWork(store, steps, clock),
                config.encoder().lease(),
                notices);
    }
}
