package io.quenyan.state.quarkus;

import io.micrometer.core.instrument.MeterRegistry;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.format.Passphrase;
import io.quenyan.outbox.Intake;
import io.quenyan.outbox.Service;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.outbox.postgres.Acceptance;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.PostgresIntake;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.outbox.postgres.WorkNotices;
import io.quenyan.outbox.prometheus.MeasuredIntake;
import io.quenyan.outbox.quarkus.ServiceConfig;
import io.quenyan.outbox.work.Workers;
import io.quenyan.project.grants.Grants;
import io.quenyan.state.Admission;
import io.quenyan.state.Announcements;
import io.quenyan.state.Claim;
import io.quenyan.state.EncodedBatch;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.RefusedBatch;
import io.quenyan.state.Secrets;
import io.quenyan.state.Steps;
import io.quenyan.state.Views;
import io.quenyan.state.kafka.StateEvents;
import io.quenyan.state.postgres.AcceptedBatches;
import io.quenyan.state.postgres.AcceptedRefusals;
import io.quenyan.state.postgres.AcceptedRequests;
import io.quenyan.state.postgres.PostgresRunStore;
import io.quenyan.state.postgres.PostgresViews;
import io.quenyan.state.prometheus.MeasuredAnnouncements;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts state-service together. What a class needs is in its constructor; here is who gives it.
@Singleton
final class StateBeans {

    @Produces
    @Singleton
    Service service(ServiceConfig shared, StateConfig config) {
        return Service.of("state", config.state().instance(), shared.environment());
    }

    @Produces
    @Singleton
    Announcements announcements(CommonBlock common, MeterRegistry registry, Clock clock) {
        return new MeasuredAnnouncements(new StateEvents(common, clock), registry, clock);
    }

    @Produces
    @Singleton
    Grants grants(StateConfig config) {
        return new Grants(config.projects().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> granted(entry.getValue()))));
    }

    private static Grants.ProjectGrants granted(StateConfig.Project project) {
        return new Grants.ProjectGrants(
                project.sources(), project.outputs(), project.passphraseRefs(), project.actors());
    }

    @Produces
    @Singleton
    Secrets secrets(StateConfig config) {
        return new Secrets(reference -> Optional.ofNullable(config.passphrases().get(reference))
                .map(text -> Passphrase.of(text.toCharArray())));
    }

    void close(@Disposes Secrets secrets) {
        secrets.close();
    }

    @Produces
    @Singleton
    PostgresRunStore store(Transactions transactions, Announcements announcements, Clock clock, StateConfig config) {
        return new PostgresRunStore(
                transactions, announcements, clock, config.state().lease());
    }

    @Produces
    @Singleton
    Views views(Transactions transactions) {
        return new PostgresViews(transactions);
    }

    @Produces
    @Singleton
    Intake<RebuildRequest> requests(
            Transactions transactions,
            KnownOffsets known,
            Grants grants,
            Announcements announcements,
            Clock clock,
            MeterRegistry registry) {
        Acceptance<RebuildRequest> accepted = new AcceptedRequests(new Admission(grants), announcements, clock);
        return measured(transactions, known, accepted, registry, "IncrementalRebuildRequested");
    }

    @Produces
    @Singleton
    Intake<EncodedBatch> batches(
            Transactions transactions, KnownOffsets known, Grants grants, Clock clock, MeterRegistry registry) {
        return measured(transactions, known, new AcceptedBatches(grants, clock), registry, "ProjectBatchEncoded");
    }

    @Produces
    @Singleton
    Intake<RefusedBatch> refusals(
            Transactions transactions,
            KnownOffsets known,
            Grants grants,
            PostgresRunStore store,
            Clock clock,
            MeterRegistry registry) {
        return measured(transactions, known, new AcceptedRefusals(grants, store, clock), registry, "RequestRefused");
    }

    private static <T> Intake<T> measured(
            Transactions transactions,
            KnownOffsets known,
            Acceptance<T> acceptance,
            MeterRegistry registry,
            String record) {
        return new MeasuredIntake<>(
                new PostgresIntake<>(transactions, known, acceptance),
                registry,
                TopicCatalogue.load().ofRecord(record).name());
    }

    @Produces
    @Singleton
    Workers<Claim> workers(
            StateConfig config,
            PostgresRunStore store,
            Grants grants,
            Secrets secrets,
            WorkNotices notices,
            Clock clock) {
        return new Workers<>(
                config.state().workers().orElse(Runtime.getRuntime().availableProcessors()),
                new Steps(store, grants, secrets, clock),
                config.state().lease(),
                notices);
    }
}
