package io.quenyan.outbox.postgres;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The rows of a service's table `work`: what is open, who holds it, and for how long. Times are the database's.
///
/// The service's own migration makes the table, with what it needs besides, and `project_turn`:
///
/// ```sql
/// create table work (
///     id           bigint generated always as identity primary key,
///     project_id   text        not null,     -- whose turn it is; any text that work is to be fair between
///     kind         text        not null,
///     crashes      int         not null default 0,
///     holder       text,
///     claimable_at timestamptz not null default now(),   -- end of a lease, or of a pause after a failure
///     done_at      timestamptz
/// );
/// create index work_open on work (project_id, id) where done_at is null;
/// create table project_turn (project_id text primary key, served_at timestamptz not null);
/// ```
public final class WorkTable {

    /// A row that was claimed. What the service's table holds besides is read by its id, in the same transaction.
    ///
    /// @param crashes how often a worker died holding it
    public record Claimed(long id, String projectId, String kind, int crashes, String holder) {}

    private WorkTable() {}

    /// Claims what is next: of the projects with open work the one that was served longest ago, its oldest work
    /// first.
    public static Optional<Claimed> claim(Transaction transaction, String holder, Duration lease) {
        Optional<Claimed> claimed = transaction
                .row("""
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
                returning w.id, w.project_id, w.kind, w.crashes""", Map.of("holder", holder, "lease", seconds(lease)))
                .map(row -> new Claimed(
                        ((Number) row[0]).longValue(),
                        (String) row[1],
                        (String) row[2],
                        ((Number) row[3]).intValue(),
                        holder));
        claimed.ifPresent(work -> transaction.execute("""
                insert into project_turn (project_id, served_at) values (:project, clock_timestamp())
                on conflict (project_id) do update set served_at = excluded.served_at""", Map.of("project", work.projectId())));
        return claimed;
    }

    /// Keeps it for another lease. False when it is no longer that holder's.
    public static boolean renew(Transaction transaction, long id, String holder, Duration lease) {
        return transaction.execute("""
                update work set claimable_at = now() + make_interval(secs => :lease)
                 where id = :id and holder = :holder and done_at is null""", mine(id, holder, "lease", lease)) == 1;
    }

    /// Gives the work back, to be claimed again after `pause`. False when it is no longer that holder's.
    public static boolean release(Transaction transaction, long id, String holder, Duration pause) {
        return transaction.execute("""
                update work set holder = null, claimable_at = now() + make_interval(secs => :pause)
                 where id = :id and holder = :holder and done_at is null""", mine(id, holder, "pause", pause)) == 1;
    }

    /// Ends the work. False if somebody else already ended it: then its result must not be stored again.
    public static boolean done(Transaction transaction, long id) {
        return transaction.execute("""
                update work set done_at = now(), holder = null
                 where id = :id and done_at is null""", Map.of("id", id)) == 1;
    }

    /// The same, for its holder alone.
    public static boolean doneByHolder(Transaction transaction, long id, String holder) {
        return transaction.execute("""
                update work set done_at = now(), holder = null
                 where id = :id and holder = :holder and done_at is null""", Map.of("id", id, "holder", holder)) == 1;
    }

    /// Wakes idle workers of all instances when the transaction commits.
    public static void wake(Transaction transaction) {
        transaction.rows("select cast(pg_notify('quenyan_work', current_schema()) as text)", Map.of());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Map<String, Object> mine(long id, String holder, String name, Duration value) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("id", id);
        parameters.put("holder", holder);
        parameters.put(name, seconds(value));
        return parameters;
    }
}
