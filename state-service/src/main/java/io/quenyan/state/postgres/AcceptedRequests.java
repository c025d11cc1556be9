package io.quenyan.state.postgres;

import io.quenyan.outbox.Fault;
import io.quenyan.outbox.postgres.Acceptance;
import io.quenyan.outbox.postgres.OutboxTable;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.grants.Location;
import io.quenyan.state.Admission;
import io.quenyan.state.Announcements;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes requests: each becomes a run that waits for its turn, or is refused at once.
public final class AcceptedRequests implements Acceptance<RebuildRequest> {

    private final Admission admission;
    private final Announcements announcements;
    private final Clock clock;
    private final RunJson json = new RunJson();

    public AcceptedRequests(Admission admission, Announcements announcements, Clock clock) {
        this.admission = admission;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public void lock(Transaction transaction, RebuildRequest request) {
        ProjectTable.lock(transaction, request.projectId());
    }

    @Override
    public void accept(Transaction transaction, RebuildRequest request) {
        Instant now = clock.instant();
        Optional<Refusal> refusal = admission.refuses(request, now);
        refusal.ifPresentOrElse(reason -> refuse(transaction, request, reason), () -> queue(transaction, request, now));
    }

    @Override
    public void refuse(Transaction transaction, RebuildRequest request, Fault fault) {
        refuse(transaction, request, Refusal.of(fault));
    }

    private void refuse(Transaction transaction, RebuildRequest request, Refusal refusal) {
        OutboxTable.add(transaction, List.of(announcements.refused(request, refusal)));
    }

    private void queue(Transaction transaction, RebuildRequest request, Instant now) {
        RunRow run = new RunRow();
        run.projectId = request.projectId();
        run.outputUri = Location.file(request.outputUri()).uri();
        run.requestId = request.requestId();
        run.request = json.write(request);
        run.state = "queued";
        run.acceptedAt = now;
        run.notAfter = Admission.deadline(request, now);
        transaction.persist(run);
        ProjectTable.startNext(transaction, run.projectId);
    }
}
