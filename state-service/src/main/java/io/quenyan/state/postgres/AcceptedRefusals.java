package io.quenyan.state.postgres;

import io.quenyan.outbox.postgres.Acceptance;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.work.Pauses;
import io.quenyan.project.grants.Grants;
import io.quenyan.state.Refusal;
import io.quenyan.state.RefusedBatch;
import java.time.Clock;

/// Takes refusals: that of the batch which a run waits for ends the run, or has it planned again where the output moved
/// on. All others are nobody's business.
public final class AcceptedRefusals implements Acceptance.OfEvents<RefusedBatch> {

    private final Grants grants;
    private final PostgresRunStore store;
    private final Clock clock;

    public AcceptedRefusals(Grants grants, PostgresRunStore store, Clock clock) {
        this.grants = grants;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void lock(Transaction transaction, RefusedBatch refused) {
        if (concerns(refused)) {
            ProjectTable.lock(transaction, String.valueOf(refused.projectId()));
        }
    }

    @Override
    public void accept(Transaction transaction, RefusedBatch refused) {
        if (!concerns(refused)) {
            return;
        }
        AcceptedBatches.waiting(transaction, String.valueOf(refused.projectId()), refused.requestId())
                .ifPresent(run -> {
                    if (refused.isForAnotherPlan()) {
                        store.baseRefused(transaction, run, Pauses.after(run.acceptedAt, clock.instant()));
                    } else {
                        store.refuse(transaction, run, new Refusal(refused.reason(), refused.detail()));
                    }
                });
    }

    private boolean concerns(RefusedBatch refused) {
        return refused.isOfBatch() && refused.projectId() != null && grants.knows(refused.projectId());
    }
}
