package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.outbox.work.Pauses;
import io.quenyan.outbox.work.Work;
import io.quenyan.project.KeyRefusedException;
import io.quenyan.project.grants.NotGrantedException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The encoder's work, and what becomes of it when it fails.
///
/// A refusal ends the batch. Anything else that goes wrong is taken as passing: the work is given back with a
/// pause that grows, until the batch's deadline; then it is refused as `EXPIRED`.
public final class EncoderWork implements Work<Claim> {

    private static final Logger LOG = LoggerFactory.getLogger(EncoderWork.class);

    private final BatchStore store;
    private final Steps steps;
    private final Clock clock;

    public EncoderWork(BatchStore store, Steps steps, Clock clock) {
        this.store = store;
        this.steps = steps;
        this.clock = clock;
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
        steps.take(claim);
    }

    @Override
    public void failed(Claim claim, RuntimeException failure) {
        switch (failure) {
            case RefusedException refused -> store.refused(claim, refused.refusal());
            case NotGrantedException refused -> store.refused(claim, Refusal.of(refused));
            case KeyRefusedException refused -> store.refused(claim, Refusal.of(refused));
            default -> giveBack(claim, failure);
        }
    }

    private void giveBack(Claim claim, RuntimeException failure) {
        LOG.warn(
                "work failed batch={} kind={} task={} cause={}",
                claim.batchId(),
                claim.kind(),
                claim.task(),
                failure.toString());
        Batch batch = store.batch(claim.batchId());
        if (clock.instant().isAfter(batch.notAfter())) {
            String detail = "Not done by %s: %s".formatted(batch.notAfter(), failure.getMessage());
            store.refused(claim, new Refusal(Reason.EXPIRED, detail));
        } else {
            store.release(claim, Pauses.after(batch.acceptedAt(), clock.instant()));
        }
    }
}
