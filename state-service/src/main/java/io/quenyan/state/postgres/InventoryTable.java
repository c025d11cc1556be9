package io.quenyan.state.postgres;

import io.quenyan.format.Encryption;
import io.quenyan.outbox.postgres.Transaction;
import io.quenyan.project.EntryKind;
import io.quenyan.project.FileMode;
import io.quenyan.project.PackageKey;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.RecordedPackage;
import io.quenyan.project.SealedWith;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rows of `file` and `package`. They go in by the thousand, as one JSON parameter a statement.
final class InventoryTable {

    private static final int CHUNK = 5_000;

    private InventoryTable() {}

    /// The rows of an output, as they are: what they hold was not looked at.
    record Rows(List<Object[]> fileRows, List<Object[]> packageRows) {

        long count() {
            return fileRows.size();
        }

        /// What they hold.
        ///
        /// @throws RuntimeException of any kind if a value is not of its form
        List<RecordedFile> files() {
            Map<String, List<RecordedPackage>> packages = new HashMap<>();
            packageRows.forEach(row -> packages.computeIfAbsent((String) row[0], _ -> new ArrayList<>())
                    .add(new RecordedPackage(
                            EntryKind.of((String) row[1]),
                            (String) row[2],
                            ((Number) row[3]).longValue(),
                            (String) row[4],
                            null)));
            return fileRows.stream()
                    .map(row -> file(row, packages.getOrDefault((String) row[0], List.of())))
                    .toList();
        }
    }

    /// Everything that is recorded of an output.
    static Rows load(Transaction transaction, long outputId) {
        Map<String, Object> output = Map.of("output", outputId);
        List<Object[]> packages = transaction.rows("""
                select path, kind, sha256, bytes, content_sha256 from package
                 where output_id = :output order by path collate "C", kind collate "C\"""", output);
        List<Object[]> files = transaction.rows("""
                select path, mode, source_sha256, blob, dependencies, format, encryption, salt, key_provider, key_id,
                       key_version, encoded_at, generation, commit_id, reason
                  from file where output_id = :output order by path collate "C\"""", output);
        return new Rows(files, packages);
    }

    private static RecordedFile file(@Nullable Object[] row, List<RecordedPackage> packages) {
        return new RecordedFile(
                text(row[0]),
                FileMode.of(text(row[1])),
                text(row[2]),
                packages,
                new SealedWith(text(row[5]), Encryption.of(number(row[6])), text(row[7]), key(row)),
                new JsonArray(text(row[4])).stream().map(String.class::cast).toList(),
                instant(row[11]),
                number(row[12]),
                (@Nullable String) row[13],
                RebuildReason.of(text(row[14])),
                (@Nullable String) row[3],
                null);
    }

    private static @Nullable PackageKey key(@Nullable Object[] row) {
        return row[8] == null ? null : new PackageKey(text(row[8]), text(row[9]), text(row[10]));
    }

    static Instant instant(@Nullable Object time) {
        return switch (time) {
            case OffsetDateTime offset -> offset.toInstant();
            case Instant instant -> instant;
            case null, default -> throw new IllegalStateException("No time: " + time);
        };
    }

    private static String text(@Nullable Object column) {
        return String.valueOf(column);
    }

    private static long number(@Nullable Object column) {
        return column instanceof Number number ? number.longValue() : 0;
    }

    /// Removes what is recorded of these paths.
    static void remove(Transaction transaction, long outputId, Collection<String> paths) {
        List<String> all = List.copyOf(paths);
        for (int from = 0; from < all.size(); from += CHUNK) {
            JsonArray chunk = new JsonArray(all.subList(from, Math.min(from + CHUNK, all.size())));
            transaction.execute("""
                    delete from file where output_id = :output
                       and path in (select jsonb_array_elements_text(cast(cast(:paths as text) as jsonb)))""", Map.of("output", outputId, "paths", chunk.encode()));
        }
    }

    /// Records files of which nothing is recorded.
    static void add(Transaction transaction, long outputId, List<RecordedFile> files) {
        for (int from = 0; from < files.size(); from += CHUNK) {
            List<RecordedFile> chunk = files.subList(from, Math.min(from + CHUNK, files.size()));
            addFiles(transaction, outputId, chunk);
            addPackages(transaction, outputId, chunk);
        }
    }

    private static void addFiles(Transaction transaction, long outputId, List<RecordedFile> files) {
        JsonArray rows = new JsonArray();
        files.forEach(file -> rows.add(row(file)));
        transaction.execute("""
                insert into file
                select :output, f.* from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                    as f(path text, mode text, source_sha256 text, blob text, dependencies text, format text,
                         encryption int, salt text, key_provider text, key_id text, key_version text,
                         encoded_at timestamptz, generation bigint, commit_id text, reason text)""", Map.of("output", outputId, "rows", rows.encode()));
    }

    private static JsonObject row(RecordedFile file) {
        PackageKey key = file.sealed().key();
        return new JsonObject()
                .put("path", file.path())
                .put("mode", file.mode().text())
                .put("source_sha256", file.sourceSha256())
                .put("blob", file.blob())
                .put("dependencies", new JsonArray(file.dependencies()).encode())
                .put("format", file.sealed().format())
                .put("encryption", file.sealed().encryption().number())
                .put("salt", file.sealed().salt())
                .put("key_provider", key == null ? null : key.provider())
                .put("key_id", key == null ? null : key.keyId())
                .put("key_version", key == null ? null : key.version())
                .put("encoded_at", file.encodedAt().toString())
                .put("generation", file.generation())
                .put("commit_id", file.commit())
                .put("reason", file.reason().text());
    }

    private static void addPackages(Transaction transaction, long outputId, List<RecordedFile> files) {
        JsonArray rows = new JsonArray();
        files.forEach(file -> file.packages()
                .forEach(each -> rows.add(new JsonObject()
                        .put("path", file.path())
                        .put("kind", each.kind().text())
                        .put("sha256", each.sha256())
                        .put("bytes", each.size())
                        .put("content_sha256", each.contentSha256()))));
        transaction.execute("""
                insert into package
                select :output, p.* from jsonb_to_recordset(cast(cast(:rows as text) as jsonb))
                    as p(path text, kind text, sha256 text, bytes bigint, content_sha256 text)""", Map.of("output", outputId, "rows", rows.encode()));
    }
}
