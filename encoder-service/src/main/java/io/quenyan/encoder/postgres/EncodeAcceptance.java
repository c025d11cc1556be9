package io.quenyan.encoder.postgres;

import io.quenyan.encoder.Admission;
import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.Refusal;
import io.quenyan.outbox.Fault;
import io.quenyan.outbox.postgres.Acceptance;
import io.quenyan.outbox.postgres.OutboxTable;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.grants.Location;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// Queues accepted requests as batches, and answers the others.
public final class EncodeAcceptance implements Acceptance<EncodeRequest> {

    private final Admission admission;
    private final Announcements announcements;
    private final Clock clock;
    private final RequestJson json = new RequestJson();

    public EncodeAcceptance(Admission admission, Announcements announcements, Clock clock) {
        this.admission = admission;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public void lock(Transaction transaction, EncodeRequest request) {
        ProjectTable.lock(transaction, request.projectId());
    }

    @Override
    public void accept(Transaction transaction, EncodeRequest request) {
        Instant now = clock.instant();
        admission
                .refuses(request, now)
                .ifPresentOrElse(
                        reason -> refuse(transaction, request, reason), () -> queue(transaction, request, now));
    }

    @Override
    public void refuse(Transaction transaction, EncodeRequest request, Fault fault) {
        refuse(transaction, request, Refusal.of(fault));
    }

    private void refuse(Transaction transaction, EncodeRequest request, Refusal refusal) {
        OutboxTable.add(transaction, List.of(announcements.refused(request, refusal)));
    }

    private void queue(Transaction transaction, EncodeRequest request, Instant now) {
        BatchRow batch = new BatchRow();
        batch.projectId = request.projectId();
        batch.requestId = request.requestId();
        batch.request = json.write(request);
        batch.outputUri = Location.file(request.outputUri()).uri();
        batch.state = "queued";
        batch.generation = ProjectTable.nextGeneration(transaction, request.projectId(), 0);
        batch.acceptedAt = now;
        batch.notAfter = Admission.deadline(request, now);
        transaction.persist(batch);
        ProjectTable.startNext(transaction, batch.projectId, batch.outputUri);
    }
}
