package io.quenyan.state.postgres;

import io.quenyan.outbox.postgres.Acceptance;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.grants.Grants;
import io.quenyan.state.Admission;
import io.quenyan.state.Claim;
import io.quenyan.state.EncodedBatch;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Takes batches that the encoder ended: the answer that a run waits for, or one that somebody else asked for, which
/// feeds the inventory in its turn. Batches of projects that have no grants here are nobody's business.
public final class AcceptedBatches implements Acceptance.OfEvents<EncodedBatch> {

    private final Grants grants;
    private final Clock clock;
    private final RunJson json = new RunJson();

    public AcceptedBatches(Grants grants, Clock clock) {
        this.grants = grants;
        this.clock = clock;
    }

    @Override
    public void lock(Transaction transaction, EncodedBatch batch) {
        if (grants.knows(batch.projectId())) {
            ProjectTable.lock(transaction, batch.projectId());
        }
    }

    @Override
    public void accept(Transaction transaction, EncodedBatch batch) {
        if (!grants.knows(batch.projectId())) {
            return;
        }
        Optional<RunRow> waiting = waiting(transaction, batch.projectId(), batch.requestId());
        if (waiting.isPresent()) {
            RunRow run = waiting.get();
            run.batch = json.write(batch);
            run.batchRequestId = null;
            transaction.flush();
            ProjectTable.shut(transaction, run.id);
            ProjectTable.open(transaction, run.id, run.projectId, Claim.Kind.FINISH, Duration.ZERO);
        } else {
            queue(transaction, batch);
        }
    }

    /// The run that waits for the encoder's word on this request, if one does.
    static Optional<RunRow> waiting(Transaction transaction, String projectId, String requestId) {
        return transaction
                .row("""
                select id from run where project_id = :project and batch_request_id = :request
                   and state = 'active'""", Map.of("project", projectId, "request", requestId))
                .map(row -> PostgresRunStore.row(transaction, ((Number) row[0]).longValue()));
    }

    private void queue(Transaction transaction, EncodedBatch batch) {
        RunRow run = new RunRow();
        run.projectId = batch.projectId();
        run.outputUri = batch.outputUri();
        run.state = "queued";
        run.acceptedAt = clock.instant();
        run.notAfter = run.acceptedAt.plus(Admission.DEFAULT_PATIENCE);
        run.batch = json.write(batch);
        transaction.persist(run);
        ProjectTable.startNext(transaction, run.projectId);
    }
}
