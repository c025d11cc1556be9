package io.quenyan.encoder.postgres;

import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.Batch;
import io.quenyan.encoder.BatchPlan;
import io.quenyan.encoder.BatchResult;
import io.quenyan.encoder.BatchStore;
import io.quenyan.encoder.Claim;
import io.quenyan.encoder.Refusal;
import io.quenyan.encoder.TaskResult;
import io.quenyan.encoder.TaskResult.StoredPackage;
import io.quenyan.outbox.postgres.OutboxTable;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.outbox.postgres.WorkTable;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.PackageKey;
import io.quenyan.project.PlannedFile;
import io.vertx.core.json.JsonArray;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Batches in PostgreSQL. What is stored and what is told are one transaction, under the lock of the project's
/// row.
public final class PostgresBatchStore implements BatchStore {

    private final Transactions transactions;
    private final Announcements announcements;
    private final Clock clock;
    private final Duration lease;
    private final RequestJson json = new RequestJson();

    /// @param lease how long a claim is held without a renewal
    public PostgresBatchStore(Transactions transactions, Announcements announcements, Clock clock, Duration lease) {
        this.transactions = transactions;
        this.announcements = announcements;
        this.clock = clock;
        this.lease = lease;
    }

    @Override
    public Optional<Claim> claim(String holder) {
        return transactions.call(transaction -> BatchWork.claim(transaction, holder, lease));
    }

    @Override
    public boolean renew(Claim claim) {
        return transactions.call(transaction -> WorkTable.renew(transaction, claim.workId(), claim.holder(), lease));
    }

    @Override
    public void release(Claim claim, Duration pause) {
        transactions.run(transaction -> BatchWork.release(transaction, claim, pause));
    }

    @Override
    public void suspect(Claim claim, @Nullable String path) {
        transactions.run(transaction -> BatchWork.suspect(transaction, claim, path));
    }

    @Override
    public void blame(Claim claim, TaskResult.Failure failure) {
        transactions.run(transaction -> {
            FileTable.fail(transaction, claim.batchId(), List.of(failure));
            BatchWork.clearSuspect(transaction, claim);
        });
    }

    @Override
    public Batch batch(long batchId) {
        return transactions.call(transaction -> row(transaction, batchId).toBatch(json));
    }

    @Override
    public void planned(Claim claim, BatchPlan plan) {
        conclude(claim, (transaction, batch) -> {
            BatchDraw.draw(transaction, batch, batch.toBatch(json).request(), plan);
            if (plan.base() != null && !FileTable.inherit(transaction, batch, plan.base())) {
                end(transaction, batch, baseUnknown());
                return;
            }
            FileTable.plan(transaction, batch.id, plan.files());
            FileTable.fail(transaction, batch.id, plan.failures());
            FileTable.exclude(transaction, batch.id, plan.excluded());
            openTasks(transaction, batch, plan);
        });
    }

    @Override
    public Optional<KeyManagement> dataKey(String projectId, PackageKey key) {
        return transactions.call(transaction -> KeyTable.dataKey(transaction, projectId, key));
    }

    @Override
    public boolean isCompromised(KeyManagement block) {
        return transactions.call(transaction -> KeyTable.isCompromised(transaction, block));
    }

    private static void openTasks(Transaction transaction, BatchRow batch, BatchPlan plan) {
        if (plan.tasks() == 0) {
            BatchWork.open(transaction, batch.id, batch.projectId, Claim.Kind.FINISH);
            return;
        }
        transaction.execute("""
                insert into work (batch_id, project_id, kind, task)
                select :batch, :project, 'ENCODE', task from generate_series(0, :last) as task order by task""", Map.of("batch", batch.id, "project", batch.projectId, "last", plan.tasks() - 1));
        WorkTable.wake(transaction);
    }

    @Override
    public List<PlannedFile> files(Claim claim) {
        return transactions.call(transaction -> FileTable.unblamed(transaction, claim));
    }

    @Override
    public void encoded(Claim claim, TaskResult result) {
        conclude(claim, (transaction, batch) -> {
            List<StoredPackage> fresh = FileTable.store(transaction, batch.id, result.packages());
            FileTable.fail(transaction, batch.id, result.failures());
            if (!claim.repair()) {
                FileTable.exclude(transaction, batch.id, result.excluded());
            }
            Batch planned = batch.toBatch(json);
            OutboxTable.add(
                    transaction,
                    fresh.stream()
                            .map(stored -> announcements.packageEncoded(planned, stored))
                            .toList());
            taskDone(transaction, batch);
        });
    }

    private static void taskDone(Transaction transaction, BatchRow batch) {
        Object remaining = transaction.row("""
                update batch set remaining = remaining - 1 where id = :id returning remaining""", Map.of("id", batch.id)).orElseThrow()[0];
        if (BatchWork.number(remaining) == 0) {
            BatchWork.open(transaction, batch.id, batch.projectId, Claim.Kind.FINISH);
        }
    }

    @Override
    public TaskResult results(long batchId) {
        return transactions.call(transaction -> FileTable.results(transaction, batchId));
    }

    @Override
    public void damaged(Claim claim, Set<String> packageNames) {
        concludeMine(claim, (transaction, batch) -> {
            int tasks = transaction.execute(
                    """
                    insert into work (batch_id, project_id, kind, task, repair, claimable_at)
                    select distinct f.batch_id, cast(:project as text), 'ENCODE', f.task, true, now() + interval '1 s'
                      from batch_file f join batch_package p using (batch_id, path)
                     where f.batch_id = :batch
                       and p.name in (select jsonb_array_elements_text(cast(cast(:names as text) as jsonb)))""",
                    Map.of(
                            "batch", batch.id,
                            "project", batch.projectId,
                            "names", new JsonArray(List.copyOf(packageNames)).encode()));
            if (tasks == 0) {
                end(transaction, batch, inheritedDamage(packageNames));
                return;
            }
            transaction.execute(
                    "update batch set remaining = :tasks where id = :batch", Map.of("tasks", tasks, "batch", batch.id));
        });
    }

    @Override
    public void refused(Claim claim, Refusal refusal) {
        concludeMine(claim, (transaction, batch) -> end(transaction, batch, refusal));
    }

    private void end(Transaction transaction, BatchRow batch, Refusal refusal) {
        Map<String, Object> id = Map.of("id", batch.id);
        for (String table : List.of("work", "batch_file", "batch_package", "batch_failure", "batch_excluded")) {
            transaction.execute("delete from " + table + " where batch_id = :id", id);
        }
        OutboxTable.add(
                transaction, List.of(announcements.refused(batch.toBatch(json).request(), refusal)));
        close(transaction, batch, "refused");
    }

    @Override
    public void finished(Claim claim, BatchResult result) {
        conclude(claim, (transaction, batch) -> {
            OutboxTable.add(
                    transaction,
                    List.of(announcements.batchEncoded(
                            batch.toBatch(json),
                            result,
                            FileTable.results(transaction, batch.id).excluded(),
                            new JsonArray(batch.integrations)
                                    .stream().map(String.class::cast).toList())));
            batch.indexSha256 = result.indexSha256();
            // The rows of older batches served the older index, which is gone.
            transaction.execute("""
                    delete from batch where project_id = :project and output_uri = :output
                       and state = 'done' and id < :id""", Map.of("project", batch.projectId, "output", batch.outputUri, "id", batch.id));
            close(transaction, batch, result.outcome().name().toLowerCase(Locale.ROOT));
        });
    }

    private void close(Transaction transaction, BatchRow batch, String outcome) {
        batch.state = "done";
        batch.outcome = outcome;
        batch.doneAt = clock.instant();
        transaction.flush();
        ProjectTable.startNext(transaction, batch.projectId, batch.outputUri);
    }

    /// Ends the claimed work and stores its result, unless somebody else did. A result is the same whoever has it.
    private void conclude(Claim claim, BiConsumer<Transaction, BatchRow> result) {
        conclude(claim, (transaction, mine) -> WorkTable.done(transaction, mine.workId()), result);
    }

    /// The same, only while the work is this worker's: what it found wrong may be the doing of its heirs.
    private void concludeMine(Claim claim, BiConsumer<Transaction, BatchRow> result) {
        conclude(
                claim,
                (transaction, mine) -> WorkTable.doneByHolder(transaction, mine.workId(), mine.holder()),
                result);
    }

    private void conclude(Claim claim, BiPredicate<Transaction, Claim> done, BiConsumer<Transaction, BatchRow> result) {
        transactions.run(transaction -> {
            ProjectTable.lock(transaction, claim.projectId());
            if (done.test(transaction, claim)) {
                result.accept(transaction, row(transaction, claim.batchId()));
            }
        });
    }

    private static Refusal baseUnknown() {
        return new Refusal(
                Refusal.Reason.BASE_INDEX_CHANGED,
                "The index was not written by this service's last batch; ask for the whole project once");
    }

    private static Refusal inheritedDamage(Set<String> packageNames) {
        return new Refusal(
                Refusal.Reason.BASE_INDEX_CHANGED,
                "%d packages of the current index are missing or altered, among them '%s'; ask for the whole project"
                        .formatted(packageNames.size(), packageNames.iterator().next()));
    }

    private static BatchRow row(Transaction transaction, long batchId) {
        return Objects.requireNonNull(transaction.find(BatchRow.class, batchId), () -> "There is no batch " + batchId);
    }
}
