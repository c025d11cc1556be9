package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.outbox.Failpoint;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.grants.Grants;
import java.time.Clock;
import java.time.Instant;

/// The three steps of a batch: plan, encode task by task, finish.
public final class Steps {

    /// Planning and finishing cannot be taken apart to find what kills: after so many deaths the batch is refused.
    static final int MOST_CRASHES = 5;

    private final BatchStore store;
    private final Grants grants;
    private final Clock clock;
    private final Planner planner;
    private final TaskEncoder encoder;
    private final Finisher finisher;

    public Steps(
            BatchStore store, Grants grants, Clock clock, Planner planner, TaskEncoder encoder, Finisher finisher) {
        this.store = store;
        this.grants = grants;
        this.clock = clock;
        this.planner = planner;
        this.encoder = encoder;
        this.finisher = finisher;
    }

    /// Takes the step that the claim is for, and stores its result.
    ///
    /// @throws RefusedException if the batch can never be done
    void take(Claim claim) {
        Batch batch = store.batch(claim.batchId());
        checkCrashes(claim, batch, clock.instant());
        grants.checkReally(batch.request().asked());
        checkKey(batch);
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
            case FINISH -> {
                // An index that is in place stands, however often its writer died.
                if (claim.crashes() < MOST_CRASHES || !finisher.finishPublished(claim, batch)) {
                    checkFinish(claim);
                    finisher.finish(claim, batch);
                }
            }
        }
    }

    /// A batch that was planned before its key was known to be compromised writes nothing more under it.
    private void checkKey(Batch batch) {
        KeyManagement block = batch.plan() == null ? null : batch.plan().keyManagement();
        if (block != null && store.isCompromised(block)) {
            throw Refusal.compromised(block);
        }
    }

    /// Refuses what killed its workers too often while it was planned, or kills them still after the deadline.
    static void checkCrashes(Claim claim, Batch batch, Instant now) {
        if (claim.kind() == Claim.Kind.PLAN && claim.crashes() >= MOST_CRASHES) {
            throw crashed(claim, "plan");
        }
        if (claim.kind() == Claim.Kind.ENCODE && claim.crashes() > 0 && now.isAfter(batch.notAfter())) {
            throw new RefusedException(
                    Reason.EXPIRED,
                    "Not done by %s; %d encoders died over its task %d"
                            .formatted(batch.notAfter(), claim.crashes(), claim.task()));
        }
    }

    /// Refuses what killed its workers too often while it was finished.
    static void checkFinish(Claim claim) {
        if (claim.crashes() >= MOST_CRASHES) {
            throw crashed(claim, "finish");
        }
    }

    private static RefusedException crashed(Claim claim, String step) {
        return new RefusedException(
                Reason.ENCODER_CRASHED,
                "%d encoders died while they were to %s this batch; give them more memory or ask for less"
                        .formatted(claim.crashes(), step));
    }
}
