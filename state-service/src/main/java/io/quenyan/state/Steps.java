package io.quenyan.state;

import io.quenyan.outbox.Failpoint;
import io.quenyan.outbox.work.Pauses;
import io.quenyan.outbox.work.Work;
import io.quenyan.project.StateCondition;
import io.quenyan.project.grants.Grants;
import io.quenyan.project.grants.NotGrantedException;
import io.quenyan.state.Refusal.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The two steps of a run: to plan, and to take in what the encoder made.
///
/// A refusal ends the run. Anything else that goes wrong is taken as passing: the work is given back with a pause that
/// grows, until the run's deadline; then it is refused as `EXPIRED`. A run that nobody asked for has nobody to answer
/// and is given up in silence; the next batch tells more than it could.
public final class Steps implements Work<Claim> {

    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    /// After so many deaths of workers over one step the run is refused.
    private static final int MOST_CRASHES = 5;

    private final RunStore store;
    private final Grants grants;
    private final Clock clock;
    private final Planner planner;
    private final Finisher finisher;

    public Steps(RunStore store, Grants grants, Secrets secrets, Clock clock) {
        this.store = store;
        this.grants = grants;
        this.clock = clock;
        this.planner = new Planner(secrets);
        this.finisher = new Finisher(secrets, grants);
    }

    @Override
    public Optional<Claim> claim(String holder) {
        return store.claim(holder);
    }

    @Override
    public boolean renew(Claim claim) {
        return store.renew(claim);
    }

    @Override
    public void take(Claim claim) {
        Run run = store.run(claim.runId());
        check(claim, run);
        switch (claim.kind()) {
            case PLAN -> plan(claim, run);
            case FINISH -> finish(claim, run);
        }
    }

    private void plan(Claim claim, Run run) {
        Inventory inventory = store.inventory(run);
        Run looked = store.run(run.id());
        Failpoint.reached("plan.looked");
        RunPlan plan = planner.plan(looked, inventory);
        Failpoint.reached("plan.listed");
        store.planned(claim, plan);
        Failpoint.reached("plan.committed");
    }

    private void finish(Claim claim, Run run) {
        EncodedBatch batch = run.batch();
        if (batch == null && run.planned().ask() != null) {
            throw new RefusedException(
                    Reason.EXPIRED, "encoder-service gave no answer by %s".formatted(run.notAfter()));
        }
        Inventory before = store.inventory(run);
        if (before.condition() == StateCondition.QUARANTINED && run.state() != StateCondition.QUARANTINED) {
            // The index alone does not heal it: the next plan makes everything again.
            damagedMeanwhile(claim, run);
            return;
        }
        if (run.request() == null && batch != null && batch.generation() <= before.generation()) {
            // Late: a later index was taken in already.
            store.dropped(claim);
            return;
        }
        Optional<RunResult> result = finisher.finish(run, before);
        Failpoint.reached("finish.read");
        if (result.isPresent()) {
            store.finished(claim, before, result.get());
            Finisher.cleanUp(run);
        } else if (run.request() == null) {
            store.dropped(claim);
        } else {
            store.overtaken(claim, Pauses.after(run.acceptedAt(), clock.instant()));
        }
        Failpoint.reached("finish.committed");
    }

    private void damagedMeanwhile(Claim claim, Run run) {
        if (run.request() == null) {
            store.dropped(claim);
        } else {
            store.overtaken(claim, Duration.ZERO);
        }
    }

    private void check(Claim claim, Run run) {
        if (claim.crashes() >= MOST_CRASHES) {
            throw new RefusedException(
                    Reason.STATE_CRASHED,
                    "%d workers died over this run; give them more memory or ask for less".formatted(claim.crashes()));
        }
        // What is encoded already is taken in, however late it is.
        if (claim.kind() == Claim.Kind.PLAN && clock.instant().isAfter(run.notAfter())) {
            throw new RefusedException(Reason.EXPIRED, "Not done by %s".formatted(run.notAfter()));
        }
        if (run.request() != null) {
            grants.checkReally(run.request().asked());
        } else if (run.batch() != null) {
            EncodedBatch batch = run.batch();
            grants.checkReally(new Grants.Asked(
                    batch.projectId(), batch.envelope().actor(), batch.sourceUri(), batch.outputUri(), null, null));
        }
    }

    @Override
    public void failed(Claim claim, RuntimeException failure) {
        Run run = store.run(claim.runId());
        switch (failure) {
            case RefusedException refused -> end(claim, run, refused.refusal());
            case NotGrantedException denied -> end(claim, run, Refusal.of(denied));
            default -> giveBack(claim, run, failure);
        }
    }

    private void giveBack(Claim claim, Run run, RuntimeException failure) {
        LOG.warn("work failed run={} kind={} cause={}", run.id(), claim.kind(), failure.toString());
        Instant now = clock.instant();
        if (now.isAfter(run.notAfter())) {
            end(claim, run, new Refusal(Reason.EXPIRED, "Not done by %s: %s".formatted(run.notAfter(), failure)));
            return;
        }
        if (run.request() == null && store.delays(run)) {
            // The request behind it looks for itself.
            store.dropped(claim);
            return;
        }
        store.release(claim, Pauses.after(run.acceptedAt(), now));
    }

    private void end(Claim claim, Run run, Refusal refusal) {
        if (run.request() == null) {
            LOG.warn(
                    "batch not taken in project={} reason={} detail={}",
                    run.projectId(),
                    refusal.reason(),
                    refusal.detail());
            store.dropped(claim);
        } else {
            store.refused(claim, refusal);
        }
    }
}
