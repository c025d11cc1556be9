package io.quenyan.state.postgres;

import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.postgres.OutboxTable;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.outbox.postgres.WorkTable;
import io.quenyan.project.StateCondition;
import io.quenyan.state.Announcements;
import io.quenyan.state.Claim;
import io.quenyan.state.Inventory;
import io.quenyan.state.Quarantine;
import io.quenyan.state.Refusal;
import io.quenyan.state.Run;
import io.quenyan.state.RunPlan;
import io.quenyan.state.RunResult;
import io.quenyan.state.RunStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;

/// Runs in PostgreSQL. What is stored and what is told are one transaction, under the lock of the project's row.
public final class PostgresRunStore implements RunStore {

    private static final int EVENTS_A_STATEMENT = 1_000;

    /// So long after a request's deadline the encoder's own word for it is waited for.
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final Transactions transactions;
    private final Announcements announcements;
    private final Clock clock;
    private final Duration lease;
    private final RunJson json = new RunJson();

    /// @param lease how long a claim is held without a renewal
    public PostgresRunStore(Transactions transactions, Announcements announcements, Clock clock, Duration lease) {
        this.transactions = transactions;
        this.announcements = announcements;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public Optional<Claim> claim(String holder) {
        return transactions.call(transaction -> WorkTable.claim(transaction, holder, lease)
                .map(claimed -> new Claim(
                        claimed.id(),
                        runOf(transaction, claimed.id()),
                        claimed.projectId(),
                        Claim.Kind.valueOf(claimed.kind()),
                        claimed.crashes(),
                        holder)));
    }

    private static long runOf(Transaction transaction, long workId) {
        return ((Number) transaction.row("select run_id from work where id = :id", Map.of("id", workId))
                        .orElseThrow()[0])
                .longValue();
    }

    @Override
    public boolean renew(Claim claim) {
        return transactions.call(transaction -> WorkTable.renew(transaction, claim.workId(), claim.holder(), lease));
    }

    @Override
    public void release(Claim claim, Duration pause) {
        transactions.run(transaction -> WorkTable.release(transaction, claim.workId(), claim.holder(), pause));
    }

    @Override
    public Run run(long runId) {
        return transactions.call(transaction -> row(transaction, runId).toRun(json));
    }

    @Override
    public boolean delays(Run run) {
        return transactions.call(transaction ->
                transaction.row("""
                select id from run where project_id = :project and state = 'queued' and request is not null
                 limit 1""", Map.of("project", run.projectId())).isPresent());
    }

    @Override
    public Inventory inventory(Run run) {
        return transactions.call(transaction -> {
            ProjectTable.lock(transaction, run.projectId());
            RunRow row = row(transaction, run.id());
            Optional<OutputTable.Found> found = OutputTable.find(transaction, run.projectId(), run.outputUri());
            if (found.isEmpty()) {
                return nothingKnown(transaction, row);
            }
            return switch (found.get()) {
                case OutputTable.Found.Sound(Inventory inventory) -> {
                    note(transaction, row, StateCondition.OK);
                    yield inventory;
                }
                case OutputTable.Found.Damaged(Quarantine quarantine) -> {
                    OutboxTable.add(transaction, List.of(announcements.quarantined(run, quarantine)));
                    row.quarantine = quarantine.id();
                    row.condition = null;
                    note(transaction, row, StateCondition.QUARANTINED);
                    yield Inventory.none(StateCondition.QUARANTINED);
                }
            };
        });
    }

    /// What was set aside stays the reason why nothing is known, until a run has made everything again.
    private static Inventory nothingKnown(Transaction transaction, RunRow row) {
        if (row.quarantine == null) {
            row.quarantine = OutputTable.setAside(transaction, row.projectId, row.outputUri)
                    .orElse(null);
        }
        StateCondition condition = row.quarantine == null ? StateCondition.MISSING : StateCondition.QUARANTINED;
        note(transaction, row, condition);
        return Inventory.none(condition);
    }

    /// How a run found its state is what it found first.
    private static void note(Transaction transaction, RunRow row, StateCondition condition) {
        if (row.condition == null) {
            row.condition = condition.text();
            transaction.flush();
        }
    }

    @Override
    public void planned(Claim claim, RunPlan plan) {
        conclude(claim, (transaction, run) -> {
            run.plan = json.write(plan);
            RunPlan.Ask ask = plan.ask();
            if (ask == null) {
                transaction.flush();
                ProjectTable.open(transaction, run.id, run.projectId, Claim.Kind.FINISH, Duration.ZERO);
                return;
            }
            run.attempt++;
            run.batchRequestId = ask.requestId();
            transaction.flush();
            OutboxTable.add(transaction, List.of(announcements.ask(run.toRun(json), ask, plan.commit())));
            // Claimed at once when the answer comes, and by itself when none came.
            ProjectTable.open(
                    transaction,
                    run.id,
                    run.projectId,
                    Claim.Kind.FINISH,
                    Duration.between(clock.instant(), run.notAfter.plus(ANSWER)));
        });
    }

    @Override
    public void finished(Claim claim, Inventory before, RunResult result) {
        conclude(claim, (transaction, run) -> {
            Run ended = run.toRun(json);
            if (result.taken() != null && !take(transaction, run, ended, before, result)) {
                planAgain(transaction, run, Duration.ofSeconds(1));
                return;
            }
            if (ended.request() != null) {
                tell(transaction, announcements.rebuilt(ended, result));
                run.counts = json.write(Counts.of(result));
                run.seen = result.counts().seen();
                run.rebuilt = result.counts().rebuilt();
            }
            run.generation = result.index().generation();
            close(transaction, run, result.counts().failed() == 0 ? "success" : "partial");
        });
    }

    /// A run of many files has many events: a statement takes only so much.
    private static void tell(Transaction transaction, List<OutgoingRecord> events) {
        for (int from = 0; from < events.size(); from += EVENTS_A_STATEMENT) {
            OutboxTable.add(transaction, events.subList(from, Math.min(from + EVENTS_A_STATEMENT, events.size())));
        }
    }

    private static boolean take(Transaction transaction, RunRow run, Run ended, Inventory before, RunResult result) {
        String source = ended.batch() == null
                ? ended.asked().sourceUri()
                : ended.batch().sourceUri();
        return OutputTable.take(
                transaction, run, source, before, result.index(), Objects.requireNonNull(result.taken()));
    }

    @Override
    public void overtaken(Claim claim, Duration pause) {
        concludeMine(claim, (transaction, run) -> planAgain(transaction, run, pause));
    }

    private void planAgain(Transaction transaction, RunRow run, Duration pause) {
        if (run.request == null) {
            close(transaction, run, "dropped");
            return;
        }
        run.batch = null;
        run.batchRequestId = null;
        transaction.flush();
        ProjectTable.shut(transaction, run.id);
        ProjectTable.open(transaction, run.id, run.projectId, Claim.Kind.PLAN, pause);
    }

    @Override
    public void dropped(Claim claim) {
        conclude(claim, (transaction, run) -> close(transaction, run, "dropped"));
    }

    @Override
    public void refused(Claim claim, Refusal refusal) {
        concludeMine(claim, (transaction, run) -> refuse(transaction, run, refusal));
    }

    /// Ends a run with its refusal. The project's lock must be held.
    void refuse(Transaction transaction, RunRow run, Refusal refusal) {
        OutboxTable.add(
                transaction, List.of(announcements.refused(run.toRun(json).asked(), refusal)));
        close(transaction, run, "refused");
    }

    /// Has a run planned again. The project's lock must be held.
    void baseRefused(Transaction transaction, RunRow run, Duration pause) {
        RunPlan.Ask ask = run.toRun(json).planned().ask();
        run.refusedBase =
                ask == null || ask.paths() == null ? null : ask.paths().baseIndexSha256();
        planAgain(transaction, run, pause);
    }

    private void close(Transaction transaction, RunRow run, String outcome) {
        run.state = "done";
        run.outcome = outcome;
        run.plan = null;
        run.doneAt = clock.instant();
        transaction.flush();
        // Older runs are told by their events alone.
        transaction.execute("""
                delete from run where project_id = :project and state = 'done'
                   and done_at < now() - interval '30 days'""", Map.of("project", run.projectId));
        ProjectTable.shut(transaction, run.id);
        ProjectTable.startNext(transaction, run.projectId);
    }

    /// Ends the claimed work and stores its result, unless somebody else did.
    private void conclude(Claim claim, BiConsumer<Transaction, RunRow> result) {
        conclude(claim, (transaction, mine) -> WorkTable.done(transaction, mine.workId()), result);
    }

    /// The same, only while the work is this worker's: what it found wrong may be the doing of its heirs.
    private void concludeMine(Claim claim, BiConsumer<Transaction, RunRow> result) {
        conclude(
                claim,
                (transaction, mine) -> WorkTable.doneByHolder(transaction, mine.workId(), mine.holder()),
                result);
    }

    private void conclude(Claim claim, BiPredicate<Transaction, Claim> done, BiConsumer<Transaction, RunRow> result) {
        transactions.run(transaction -> {
            ProjectTable.lock(transaction, claim.projectId());
            if (done.test(transaction, claim)) {
                result.accept(transaction, row(transaction, claim.runId()));
            }
        });
    }

    static RunRow row(Transaction transaction, long runId) {
        return Objects.requireNonNull(transaction.find(RunRow.class, runId), () -> "There is no run " + runId);
    }
}
