package io.quenyan.outbox.postgres;

import io.quenyan.outbox.Arrival;
import io.quenyan.outbox.Arrival.Identity;
import io.quenyan.outbox.Fault;
import io.quenyan.outbox.Intake;
import java.util.List;

/// Takes arrivals into the inbox. Inbox row, what follows of it, and consumed offset are one transaction.
public final class PostgresIntake<T> implements Intake<T> {

    private final Transactions transactions;
    private final KnownOffsets known;
    private final Acceptance<T> acceptance;

    /// @param known what this process knows its database to have consumed
    public PostgresIntake(Transactions transactions, KnownOffsets known, Acceptance<T> acceptance) {
        this.transactions = transactions;
        this.known = known;
        this.acceptance = acceptance;
    }

    @Override
    public void take(List<Arrival<T>> arrivals) {
        transactions.run(transaction -> {
            known.check(transaction);
            for (Arrival<T> arrival : arrivals) {
                if (ConsumedOffsets.take(transaction, arrival.position())) {
                    take(transaction, arrival);
                }
            }
        });
        arrivals.forEach(arrival -> known.note(arrival.position()));
    }

    private void take(Transaction transaction, Arrival<T> arrival) {
        switch (arrival) {
            case Arrival.Unreadable<T> unreadable -> OutboxTable.add(transaction, List.of(unreadable.deadLetter()));
            case Arrival.Readable<T> readable -> {
                if (readable.deadLetter() != null) {
                    OutboxTable.add(transaction, List.of(readable.deadLetter()));
                }
                acceptance.lock(transaction, readable.content());
                accept(transaction, readable);
            }
        }
    }

    private void accept(Transaction transaction, Arrival.Readable<T> readable) {
        String topic = readable.position().topic();
        switch (readable.identity()) {
            case Identity.OfEvent(String eventId) -> {
                if (InboxTable.accept(transaction, topic, eventId)) {
                    acceptance.accept(transaction, readable.content());
                }
            }
            case Identity.OfRequest request -> {
                switch (InboxTable.accept(
                        transaction, topic, request.key(), request.requestId(), request.contentSha256())) {
                    case REPEATED -> {}
                    case REUSED -> acceptance.refuse(transaction, readable.content(), reused(request));
                    case NEW -> acceptNew(transaction, readable);
                }
            }
        }
    }

    private void acceptNew(Transaction transaction, Arrival.Readable<T> readable) {
        if (readable.fault() == null) {
            acceptance.accept(transaction, readable.content());
        } else {
            acceptance.refuse(transaction, readable.content(), readable.fault());
        }
    }

    private static Fault reused(Identity.OfRequest request) {
        return new Fault(
                Fault.Reason.REQUEST_ID_REUSED,
                "Request id '%s' was used for another request of '%s'; draw a new id"
                        .formatted(request.requestId(), request.key()));
    }
}
