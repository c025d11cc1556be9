package io.quenyan.state.postgres;

import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.outbox.postgres.Transactions;
import io.quenyan.state.Views;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads what is known out of the tables. Nothing is changed and nothing is locked.
public final class PostgresViews implements Views {

    private final Transactions transactions;

    public PostgresViews(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<ProjectView> project(String projectId) {
        return transactions.call(transaction -> transaction
                .row("select project_id from project where project_id = :project", Map.of("project", projectId))
                .map(_ -> project(transaction, projectId)));
    }

    private static ProjectView project(Transaction transaction, String projectId) {
        Map<String, Object> project = Map.of("project", projectId);
        List<OutputView> outputs = transaction.rows("""
                select output_uri, source_uri, generation, commit_id, index_sha256, content_sha256,
                       (select count(*) from file f where f.output_id = o.id), taken_at, quarantine
                  from output o where project_id = :project order by id""", project).stream()
                .map(PostgresViews::output)
                .toList();
        Object[] runs = transaction.row("""
                select count(*) filter (where state = 'queued'),
                       max(request_id) filter (where state = 'active'),
                       sum(rebuilt) filter (where done_at > now() - interval '7 days'),
                       sum(seen) filter (where done_at > now() - interval '7 days')
                  from run where project_id = :project""", project).orElseThrow();
        return new ProjectView(
                projectId, outputs, number(runs[0]), (@Nullable String) runs[1], ratio(runs[2], runs[3]));
    }

    private static @Nullable Double ratio(@Nullable Object rebuilt, @Nullable Object seen) {
        return rebuilt == null || seen == null || number(seen) == 0 ? null : (double) number(rebuilt) / number(seen);
    }

    private static OutputView output(@Nullable Object[] row) {
        return new OutputView(
                text(row[0]),
                text(row[1]),
                number(row[2]),
                (@Nullable String) row[3],
                text(row[4]),
                text(row[5]),
                number(row[6]),
                InventoryTable.instant(row[7]),
                (@Nullable String) row[8]);
    }

    @Override
    public Optional<RunView> run(String requestId) {
        return transactions.call(transaction ->
                transaction.row("""
                select request_id, project_id, output_uri, state, attempt, accepted_at, not_after, outcome, generation,
                       counts, done_at
                  from run where request_id = :request order by id desc limit 1""", Map.of("request", requestId)).map(PostgresViews::run));
    }

    private static RunView run(@Nullable Object[] row) {
        return new RunView(
                text(row[0]),
                text(row[1]),
                text(row[2]),
                text(row[3]),
                (int) number(row[4]),
                InventoryTable.instant(row[5]),
                InventoryTable.instant(row[6]),
                (@Nullable String) row[7],
                row[8] == null ? null : number(row[8]),
                (@Nullable String) row[9],
                row[10] == null ? null : InventoryTable.instant(row[10]));
    }

    @Override
    public List<KeyUse> keys(String projectId) {
        return transactions.call(transaction -> transaction.rows("""
                select o.output_uri, f.key_provider, f.key_id, f.key_version, f.encryption, count(*)
                  from output o join file f on f.output_id = o.id
                 where o.project_id = :project and o.quarantined_at is null
                   and exists (select from package p where p.output_id = f.output_id and p.path = f.path)
                 group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5""", Map.of("project", projectId)).stream()
                .map(PostgresViews::key)
                .toList());
    }

    private static KeyUse key(@Nullable Object[] row) {
        return new KeyUse(
                text(row[0]),
                (@Nullable String) row[1],
                (@Nullable String) row[2],
                (@Nullable String) row[3],
                (int) number(row[4]),
                number(row[5]));
    }

    private static String text(@Nullable Object column) {
        return String.valueOf(column);
    }

    private static long number(@Nullable Object column) {
        return column instanceof Number number ? number.longValue() : 0;
    }
}
