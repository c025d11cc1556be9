package io.quenyan.encoder.postgres;

import io.quenyan.encoder.Claim;
import io.quenyan.outbox.postgres.Transaction;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of `work`: what is open, who holds it, and for how long. Times are the database's.
final class WorkTable {

    private WorkTable() {}

    static Optional<Claim> claim(Transaction transaction, String holder, Duration lease) {
        Optional<Object[]> claimed = transaction.row("""
                with next as (
                  select w.id from work w left join project_turn t on t.project_id = w.project_id
                   where w.done_at is null and w.claimable_at <= now()
                   order by t.served_at nulls first, w.id
                   limit 1 for update of w skip locked)
                update work w
                   set holder = :holder,
                       claimable_at = now() + make_interval(secs => :lease),
                       crashes = w.crashes + case when w.holder is null then 0 else 1 end
                  from next where w.id = next.id
                returning w.id, w.batch_id, w.kind, w.task, w.crashes, w.suspect, w.suspected, w.repair, w.project_id""", Map.of("holder", holder, "lease", lease.toMillis() / 1000.0));
        claimed.ifPresent(row -> transaction.execute("""
                insert into project_turn (project_id, served_at) values (:project, clock_timestamp())
                on conflict (project_id) do update set served_at = excluded.served_at""", Map.of("project", row[8])));
        return claimed.map(row -> new Claim(
                number(row[0]),
                number(row[1]),
                (String) row[8],
                Claim.Kind.valueOf((String) row[2]),
                (int) number(row[3]),
                (int) number(row[4]),
                (@Nullable String) row[5],
                (int) number(row[6]),
                (Boolean) row[7],
                holder));
    }

    static boolean renew(Transaction transaction, Claim claim, Duration lease) {
        return transaction.execute("""
                update work set claimable_at = now() + make_interval(secs => :lease)
                 where id = :id and holder = :holder and done_at is null""", mine(claim, "lease", lease.toMillis() / 1000.0)) == 1;
    }

    /// Gives the work back. Whoever does so lives, so nothing is held against the file that was tried.
    static void release(Transaction transaction, Claim claim, Duration pause) {
        transaction.execute("""
                update work
                   set holder = null, suspected = 0, claimable_at = now() + make_interval(secs => :pause)
                 where id = :id and holder = :holder and done_at is null""", mine(claim, "pause", pause.toMillis() / 1000.0));
    }

    /// Counted here, when a file is begun alone, and not at the next claim: a worker may die before it tries anything.
    static void suspect(Transaction transaction, Claim claim, @Nullable String path) {
        transaction.execute("""
                update work
                   set suspected = case when cast(:path as text) = '' then 0
                                        when suspect = cast(:path as text) then suspected + 1
                                        else 1 end,
                       suspect = nullif(cast(:path as text), '')
                 where id = :id and holder = :holder and done_at is null""", mine(claim, "path", Objects.requireNonNullElse(path, "")));
    }

    static void clearSuspect(Transaction transaction, Claim claim) {
        transaction.execute(
                "update work set suspect = null, suspected = 0 where id = :id and done_at is null",
                Map.of("id", claim.workId()));
    }

    /// Ends the work. False if somebody else already ended it: then its result must not be stored again.
    static boolean done(Transaction transaction, Claim claim) {
        return transaction.execute("""
                update work set done_at = now(), holder = null
                 where id = :id and done_at is null""", Map.of("id", claim.workId())) == 1;
    }

    /// The same, for its holder alone.
    static boolean doneByHolder(Transaction transaction, Claim claim) {
        return transaction.execute("""
                update work set done_at = now(), holder = null
                 where id = :id and holder = :holder and done_at is null""", Map.of("id", claim.workId(), "holder", claim.holder())) == 1;
    }

    static void open(Transaction transaction, long batchId, String projectId, Claim.Kind kind) {
        transaction.execute("""
                insert into work (batch_id, project_id, kind) values (:batch, :project, :kind)""", Map.of("batch", batchId, "project", projectId, "kind", kind.name()));
        wake(transaction);
    }

    /// Wakes idle workers of all instances when the transaction commits.
    static void wake(Transaction transaction) {
        transaction.rows("select cast(pg_notify('quenyan_work', current_schema()) as text)", Map.of());
    }

    static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Map<String, Object> mine(Claim claim, String name, Object value) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", claim.workId());
        parameters.put("holder", claim.holder());
        parameters.put(name, value);
        return parameters;
    }
}
