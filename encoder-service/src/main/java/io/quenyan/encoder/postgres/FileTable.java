package io.quenyan.encoder.postgres;

import io.quenyan.encoder.BatchPlan;
import io.quenyan.encoder.Claim;
import io.quenyan.encoder.TaskResult;
import io.quenyan.encoder.TaskResult.Failure;
import io.quenyan.encoder.TaskResult.StoredPackage;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.FileMode;
import io.quenyan.project.PlannedFile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The files of a batch and what they became. Rows go in by the hundred, as one JSON parameter a statement.
final class FileTable {

    private static final int CHUNK = 5_000;

    private FileTable() {}

    static void plan(Transaction transaction, long batchId, List<PlannedFile> files) {
        for (int from = 0; from < files.size(); from += CHUNK) {
            JsonArray rows = new JsonArray();
            for (int i = from; i < Math.min(from + CHUNK, files.size()); i++) {
                PlannedFile file = files.get(i);
                rows.add(new JsonObject()
                        .put("path", file.path())
                        .put("task", i / BatchPlan.TASK_FILES)
                        .put("mode", file.mode().text())
                        .put("bytes", file.size())
                        .put("ref", file.ref()));
            }
            transaction.execute("""
                    insert into batch_file (batch_id, path, task, mode, bytes, ref)
                    select :batch, f.path, f.task, f.mode, f.bytes, f.ref
                      from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                        as f(path text, task int, mode text, bytes bigint, ref text)""", Map.of("batch", batchId, "rows", rows.encode()));
        }
    }

    static List<PlannedFile> unblamed(Transaction transaction, Claim claim) {
        return transaction.rows("""
                select path, mode, bytes, ref from batch_file f
                 where batch_id = :batch and task = :task
                   and not exists (select from batch_failure x
                                    where x.batch_id = f.batch_id and x.path = f.path
                                      and x.reason = 'ENCODER_CRASHED')
                 order by path collate "C\"""", Map.of("batch", claim.batchId(), "task", claim.task())).stream()
                .map(row -> new PlannedFile(
                        (String) row[0], FileMode.of((String) row[1]), BatchWork.number(row[2]), (String) row[3]))
                .toList();
    }

    /// Keeps the packages and failures of the batch that wrote `base.indexSha256()`. False if no such batch is
    /// known.
    static boolean inherit(Transaction transaction, BatchRow batch, BatchPlan.Base base) {
        Map<String, Object> parameters = new HashMap<>(Map.of(
                "project", batch.projectId,
                "output", batch.outputUri,
                "index", base.indexSha256()));
        List<Object[]> found = transaction.rows("""
                select id from batch where project_id = :project and output_uri = :output
                   and index_sha256 = :index and state = 'done' order by id desc limit 1""", parameters);
        if (found.isEmpty()) {
            return false;
        }
        Map<String, Object> copy = Map.of(
                "batch",
                batch.id,
                "base",
                found.getFirst()[0],
                "replaced",
                new JsonArray(List.copyOf(base.replaced())).encode());
        transaction.execute("""
                insert into batch_package
                select :batch, path, kind, mode, name, sha256, bytes, content_sha256, generation, commit_id,
                       key_id, key_version
                  from batch_package where batch_id = :base
                   and path not in (select jsonb_array_elements_text(cast(cast(:replaced as text) as jsonb)))""", copy);
        transaction.execute("""
                insert into batch_failure
                select :batch, path, reason, detail from batch_failure where batch_id = :base
                   and path not in (select jsonb_array_elements_text(cast(cast(:replaced as text) as jsonb)))""", copy);
        return true;
    }

    /// Stores packages. Returns those that were not there before: only of these an event is due.
    static List<StoredPackage> store(Transaction transaction, long batchId, List<StoredPackage> packages) {
        JsonArray rows = new JsonArray();
        packages.forEach(stored -> rows.add(new JsonObject()
                .put("path", stored.path())
                .put("kind", stored.kind())
                .put("mode", stored.mode())
                .put("name", stored.name())
                .put("sha256", stored.sha256())
                .put("bytes", stored.bytes())
                .put("content_sha256", stored.contentSha256())
                .put("generation", stored.generation())
                .put("commit_id", stored.commit())
                .put("key_id", stored.keyId())
                .put("key_version", stored.keyVersion())));
        Set<String> fresh = new HashSet<>();
        transaction
                .rows("""
                insert into batch_package
                select :batch, p.* from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                    as p(path text, kind text, mode text, name text, sha256 text, bytes bigint,
                         content_sha256 text, generation bigint, commit_id text, key_id text, key_version text)
                on conflict do nothing returning name""", Map.of("batch", batchId, "rows", rows.encode()))
                .forEach(row -> fresh.add((String) row[0]));
        return packages.stream().filter(stored -> fresh.contains(stored.name())).toList();
    }

    static void fail(Transaction transaction, long batchId, List<Failure> failures) {
        for (Failure failure : failures) {
            transaction.execute(
                    """
                    insert into batch_failure (batch_id, path, reason, detail)
                    values (:batch, :path, :reason, :detail) on conflict do nothing""",
                    Map.of(
                            "batch", batchId,
                            "path", failure.path(),
                            "reason", failure.reason(),
                            // The database takes no NUL in a text.
                            "detail", failure.detail().replace('\0', '\uFFFD')));
        }
    }

    static void exclude(Transaction transaction, long batchId, Map<String, Long> excluded) {
        excluded.forEach((reason, files) ->
                transaction.execute("""
                insert into batch_excluded (batch_id, reason, files) values (:batch, :reason, :files)
                on conflict (batch_id, reason) do update set files = batch_excluded.files + excluded.files""", Map.of("batch", batchId, "reason", reason, "files", files)));
    }

    static TaskResult results(Transaction transaction, long batchId) {
        Map<String, Object> batch = Map.of("batch", batchId);
        List<StoredPackage> packages =
                transaction.rows("""
                select path, kind, mode, name, sha256, bytes, content_sha256, generation, commit_id,
                       key_id, key_version
                  from batch_package where batch_id = :batch order by path collate "C", kind collate "C\"""", batch).stream().map(FileTable::stored).toList();
        List<Failure> failures = transaction.rows("""
                select path, reason, detail from batch_failure
                 where batch_id = :batch order by path collate "C\"""", batch).stream()
                .map(row -> new Failure((String) row[0], (String) row[1], (String) row[2]))
                .toList();
        Map<String, Long> excluded = new TreeMap<>();
        transaction
                .rows("select reason, files from batch_excluded where batch_id = :batch", batch)
                .forEach(row -> excluded.put((String) row[0], BatchWork.number(row[1])));
        return new TaskResult(packages, failures, excluded);
    }

    private static StoredPackage stored(Object[] row) {
        return new StoredPackage(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                (String) row[4],
                BatchWork.number(row[5]),
                (String) row[6],
                BatchWork.number(row[7]),
                (@Nullable String) row[8],
                (@Nullable String) row[9],
                (@Nullable String) row[10]);
    }
}
