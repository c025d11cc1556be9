package io.quenyan.encoder;

import io.quenyan.outbox.Failpoint;

/// The three steps of a batch: plan, encode task by task, finish.
public final class Steps {

    private final BatchStore store;
    private final Planner planner;
    private final TaskEncoder encoder;
    private final Finisher finisher;

    public Steps(BatchStore store, Planner planner, TaskEncoder encoder, Finisher finisher) {
        this.store = store;
        this.planner = planner;
        this.encoder = encoder;
        this.finisher = finisher;
    }

    /// Takes the step that the claim is for, and stores its result.
    ///
    /// @throws RefusedException if the batch can never be done
    void take(Claim claim) {
        Batch batch = store.batch(claim.batchId());
        switch (claim.kind()) {
            case PLAN -> {
                BatchPlan plan = planner.plan(batch);
                Failpoint.reached("plan.listed");
                store.planned(claim, plan);
                Failpoint.reached("plan.committed");
            }
            case ENCODE -> {
                TaskResult result = encoder.encode(claim, batch);
                Failpoint.reached("task.stored");
                store.encoded(claim, result);
                Failpoint.reached("task.committed");
            }
            case FINISH -> finisher.finish(claim, batch);
        }
    }
}
