package io.quenyan.state.postgres;

import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.postgres.WorkTable;
import io.quenyan.state.Claim;
import java.time.Duration;
import java.util.Map;

/// What belongs to a project: its lock and the queue of its runs.
final class ProjectTable {

    private ProjectTable() {}

    /// Locks the project's row until the transaction ends. Whoever writes its events must hold it.
    static void lock(Transaction transaction, String projectId) {
        Map<String, Object> project = Map.of("project", projectId);
        transaction.execute("insert into project (project_id) values (:project) on conflict do nothing", project);
        transaction.rows("select project_id from project where project_id = :project for update", project);
    }

    /// Starts the next queued run of a project, if none is active. The lock must be held.
    static void startNext(Transaction transaction, String projectId) {
        transaction
                .row("""
                update run set state = 'active'
                 where id = (select min(id) from run where project_id = :project and state = 'queued')
                   and not exists (select from run where project_id = :project and state = 'active')
                returning id, request is null""", Map.of("project", projectId))
                .ifPresent(row -> open(
                        transaction,
                        ((Number) row[0]).longValue(),
                        projectId,
                        Boolean.TRUE.equals(row[1]) ? Claim.Kind.FINISH : Claim.Kind.PLAN,
                        Duration.ZERO));
    }

    /// Ends what is open of a run.
    static void shut(Transaction transaction, long runId) {
        transaction.execute(
                "update work set done_at = now(), holder = null where run_id = :run and done_at is null",
                Map.of("run", runId));
    }

    /// Opens a step of a run, to be claimed after `pause`.
    static void open(Transaction transaction, long runId, String projectId, Claim.Kind kind, Duration pause) {
        transaction.execute(
                """
                insert into work (run_id, project_id, kind, claimable_at)
                values (:run, :project, :kind, now() + make_interval(secs => :pause))""",
                Map.of("run", runId, "project", projectId, "kind", kind.name(), "pause", pause.toMillis() / 1000.0));
        WorkTable.wake(transaction);
    }
}
