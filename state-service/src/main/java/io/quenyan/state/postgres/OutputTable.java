package io.quenyan.state.postgres;

import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.StateCondition;
import io.quenyan.state.Inventory;
import io.quenyan.state.InventoryDigest;
import io.quenyan.state.Quarantine;
import io.quenyan.state.RunResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows of `output`: what is known of an output, held to a digest, and set aside where it does not agree.
final class OutputTable {

    /// What was found.
    sealed interface Found {
        record Sound(Inventory inventory) implements Found {}

        record Damaged(Quarantine quarantine) implements Found {}
    }

    private static final Logger LOG = LoggerFactory.getLogger(OutputTable.class);
    private static final String UNREADABLE = "none, for a value is not of its form";

    private OutputTable() {}

    /// What is known of an output, if anything is. Damaged rows are set aside. The project's lock must be held.
    static Optional<Found> find(Transaction transaction, String projectId, String outputUri) {
        return transaction
                .row("""
                select id, generation, index_sha256, digest from output
                 where project_id = :project and output_uri = :output and quarantined_at is null""", Map.of("project", projectId, "output", outputUri))
                .map(row -> checked(transaction, projectId, outputUri, row));
    }

    /// What was set aside last of an output of which nothing is known since.
    static Optional<String> setAside(Transaction transaction, String projectId, String outputUri) {
        return transaction
                .row("""
                select quarantine from output where project_id = :project and output_uri = :output
                   and quarantined_at is not null order by id desc limit 1""", Map.of("project", projectId, "output", outputUri))
                .map(row -> (String) row[0]);
    }

    private static Found checked(Transaction transaction, String projectId, String outputUri, Object[] row) {
        long id = ((Number) row[0]).longValue();
        long generation = ((Number) row[1]).longValue();
        InventoryTable.Rows rows = InventoryTable.load(transaction, id);
        String expected = (String) row[3];
        String found = UNREADABLE;
        try {
            List<RecordedFile> files = rows.files();
            found = InventoryDigest.of(generation, (String) row[2], files);
            if (found.equals(expected)) {
                return new Found.Sound(Inventory.of(new Inventory.Output(id, generation, (String) row[2]), files));
            }
        } catch (RuntimeException e) {
            // Nothing but these rows was looked at: whatever it is that cannot be read of them, nobody stored it.
            LOG.warn("inventory unreadable project={} output={} cause={}", projectId, id, e.toString());
        }
        Quarantine quarantine =
                new Quarantine("%s/%d".formatted(projectId, id), outputUri, rows.count(), generation, expected, found);
        transaction.execute(
                "update output set quarantined_at = now(), quarantine = :quarantine where id = :id",
                Map.of("id", id, "quarantine", quarantine.id()));
        return new Found.Damaged(quarantine);
    }

    /// Takes an index in. False if a later one is known already. The project's lock must be held.
    static boolean take(
            Transaction transaction,
            RunRow run,
            String sourceUri,
            Inventory before,
            RunResult.Index index,
            RunResult.Taken taken) {
        Map<String, Object> values = new HashMap<>();
        values.put("project", run.projectId);
        values.put("output", run.outputUri);
        values.put("source", sourceUri);
        values.put("generation", index.generation());
        values.put("index", index.sha256());
        values.put("content", index.contentSha256());
        values.put("encryption", index.encryption());
        values.put("digest", taken.digest());
        values.put("commit", text(index.commit()));
        values.put("epoch", text(index.epoch()));
        Optional<Object[]> output = transaction.row("""
                insert into output (project_id, output_uri, source_uri, generation, epoch, commit_id, index_sha256,
                                    content_sha256, encryption, digest, taken_at)
                values (:project, :output, :source, :generation, cast(nullif(:epoch, '') as bigint),
                        nullif(:commit, ''), :index, :content, :encryption, :digest, now())
                on conflict (project_id, output_uri) where quarantined_at is null
                do update set source_uri = excluded.source_uri, generation = excluded.generation,
                              epoch = excluded.epoch, commit_id = excluded.commit_id,
                              index_sha256 = excluded.index_sha256, content_sha256 = excluded.content_sha256,
                              encryption = excluded.encryption, digest = excluded.digest, taken_at = now()
                 where output.generation < excluded.generation
                returning id""", values);
        output.ifPresent(row -> {
            long id = ((Number) row[0]).longValue();
            boolean same = before.output() != null && before.output().id() == id;
            // Rows that were set aside since leave nothing to go on from.
            change(transaction, id, same ? before : Inventory.none(StateCondition.MISSING), taken);
        });
        return output.isPresent();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    /// Only what changed is written; that the rows are those of `before` is what their digest has shown.
    private static void change(Transaction transaction, long outputId, Inventory before, RunResult.Taken taken) {
        List<RecordedFile> changed = taken.files().stream()
                .filter(file -> !file.equals(before.files().get(file.path())))
                .toList();
        Set<String> gone = before.files().keySet().stream().collect(Collectors.toSet());
        taken.files().stream()
                .filter(file -> file.equals(before.files().get(file.path())))
                .forEach(file -> gone.remove(file.path()));
        InventoryTable.remove(transaction, outputId, gone);
        InventoryTable.add(transaction, outputId, changed);
    }
}
