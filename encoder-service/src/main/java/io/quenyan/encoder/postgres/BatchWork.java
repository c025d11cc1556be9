package io.quenyan.encoder.postgres;

import io.quenyan.encoder.Claim;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.postgres.WorkTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of `work`, as far as they are about batches: what is claimed is one of three steps of one, and a file
/// may be suspected of what workers die over.
final class BatchWork {

    private BatchWork() {}

    static Optional<Claim> claim(Transaction transaction, String holder, Duration lease) {
        return WorkTable.claim(transaction, holder, lease).map(claimed -> claim(transaction, claimed));
    }

    private static Claim claim(Transaction transaction, WorkTable.Claimed claimed) {
        Object[] row = transaction
                .row(
                        "select batch_id, task, suspect, suspected, repair from work where id = :id",
                        Map.of("id", claimed.id()))
                .orElseThrow();
        return new Claim(
                claimed.id(),
                number(row[0]),
                claimed.projectId(),
                Claim.Kind.valueOf(claimed.kind()),
                (int) number(row[1]),
                claimed.crashes(),
                (@Nullable String) row[2],
                (int) number(row[3]),
                (Boolean) row[4],
                claimed.holder());
    }

    /// Gives the work back. Whoever does so lives, so nothing is held against the file that was tried.
    static void release(Transaction transaction, Claim claim, Duration pause) {
        if (WorkTable.release(transaction, claim.workId(), claim.holder(), pause)) {
            transaction.execute(
                    "update work set suspected = 0 where id = :id and done_at is null", Map.of("id", claim.workId()));
        }
    }

    /// Counted here, when a file is begun alone, and not at the next claim: a worker may die before it tries anything.
    static void suspect(Transaction transaction, Claim claim, @Nullable String path) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", claim.workId());
        parameters.put("holder", claim.holder());
        parameters.put("path", Objects.requireNonNullElse(path, ""));
        transaction.execute("""
                update work
                   set suspected = case when cast(:path as text) = '' then 0
                                        when suspect = cast(:path as text) then suspected + 1
                                        else 1 end,
                       suspect = nullif(cast(:path as text), '')
                 where id = :id and holder = :holder and done_at is null""", parameters);
    }

    static void clearSuspect(Transaction transaction, Claim claim) {
        transaction.execute(
                "update work set suspect = null, suspected = 0 where id = :id and done_at is null",
                Map.of("id", claim.workId()));
    }

    static void open(Transaction transaction, long batchId, String projectId, Claim.Kind kind) {
        transaction.execute("""
                insert into work (batch_id, project_id, kind) values (:batch, :project, :kind)""", Map.of("batch", batchId, "project", projectId, "kind", kind.name()));
        WorkTable.wake(transaction);
    }

    static long number(Object value) {
        return ((Number) value).longValue();
    }
}
