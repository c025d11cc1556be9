package io.quenyan.state.postgres;

import io.quenyan.project.StateCondition;
import io.quenyan.state.Run;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A row of `run`. See the migration for what the columns mean.
@Entity
@Table(name = "run")
@SuppressWarnings("NullAway.Init")
class RunRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "project_id")
    String projectId;

    @Column(name = "output_uri")
    String outputUri;

    @Column(name = "request_id")
    @Nullable
    String requestId;

    @Nullable
    String request;

    String state;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "not_after")
    Instant notAfter;

    int attempt;

    @Nullable
    String condition;

    @Nullable
    String quarantine;

    @Column(name = "refused_base")
    @Nullable
    String refusedBase;

    @Nullable
    String plan;

    @Column(name = "batch_request_id")
    @Nullable
    String batchRequestId;

    @Nullable
    String batch;

    @Nullable
    String outcome;

    @Nullable
    Long generation;

    @Nullable
    String counts;

    @Nullable
    Long seen;

    @Nullable
    Long rebuilt;

    @Column(name = "done_at")
    @Nullable
    Instant doneAt;

    Run toRun(RunJson json) {
        return new Run(
                id,
                projectId,
                outputUri,
                request == null ? null : json.request(request),
                acceptedAt,
                notAfter,
                attempt,
                condition == null ? null : StateCondition.valueOf(condition.toUpperCase(Locale.ROOT)),
                quarantine,
                refusedBase,
                plan == null ? null : json.plan(plan),
                batch == null ? null : json.batch(batch));
    }
}
