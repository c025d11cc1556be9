package io.quenyan.encoder.postgres;

import io.quenyan.encoder.Admission;
import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.Arrival;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.Refusal;
import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.outbox.postgres.ConsumedOffsets;
import io.quenyan.outbox.postgres.InboxTable;
import io.quenyan.outbox.postgres.KnownOffsets;
import io.quenyan.outbox.postgres.OutboxTable;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.project.grants.Location;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Takes requests into the inbox. Inbox row, batch row, refusal and consumed offset are one transaction.
public final class PostgresIntake implements Arrival.Intake {

    private final Transactions transactions;
    private final KnownOffsets known;
    private final Admission admission;
    private final Announcements announcements;
    private final Clock clock;
    private final RequestJson json = new RequestJson();

    /// @param known what this process knows its database to have consumed
    public PostgresIntake(
            Transactions transactions,
            KnownOffsets known,
            Admission admission,
            Announcements announcements,
            Clock clock) {
        this.transactions = transactions;
        this.known = known;
        this.admission = admission;
        this.announcements = announcements;
        this.clock = clock;
    }

    @Override
    public void take(List<Arrival> arrivals) {
        transactions.run(transaction -> {
            known.check(transaction);
            for (Arrival arrival : arrivals) {
                if (ConsumedOffsets.take(transaction, arrival.position())) {
                    take(transaction, arrival);
                }
            }
        });
        arrivals.forEach(arrival -> known.note(arrival.position()));
    }

    private void take(Transaction transaction, Arrival arrival) {
        switch (arrival) {
            case Arrival.Unreadable unreadable -> OutboxTable.add(transaction, List.of(unreadable.deadLetter()));
            case Arrival.Asked asked -> {
                if (asked.deadLetter() != null) {
                    OutboxTable.add(transaction, List.of(asked.deadLetter()));
                }
                accept(transaction, asked);
            }
        }
    }

    private void accept(Transaction transaction, Arrival.Asked asked) {
        EncodeRequest request = asked.request();
        ProjectTable.lock(transaction, request.projectId());
        switch (InboxTable.accept(
                transaction,
                asked.position().topic(),
                request.projectId(),
                request.requestId(),
                asked.contentSha256())) {
            case REPEATED -> {}
            case REUSED -> refuse(transaction, request, reused(request));
            case NEW -> {
                Instant now = clock.instant();
                Optional<Refusal> refusal =
                        Optional.ofNullable(asked.refusal()).or(() -> admission.refuses(request, now));
                refusal.ifPresentOrElse(
                        reason -> refuse(transaction, request, reason), () -> queue(transaction, request, now));
            }
        }
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

    private static Refusal reused(EncodeRequest request) {
        return new Refusal(
                Reason.REQUEST_ID_REUSED,
                "Request id '%s' was used for another request of this project; draw a new id"
                        .formatted(request.requestId()));
    }
}
