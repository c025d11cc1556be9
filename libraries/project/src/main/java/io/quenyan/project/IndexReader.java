package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.Limits;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import io.quenyan.project.ProjectIndex.Failure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the value of `index`, entry by entry. Members that it does not know are passed over; the code covers them.
final class IndexReader {

    private static final int MOST_ENTRIES = 4_000_000;
    private static final int MOST_SALT_BYTES = 64;

    private final FormReader json;

    private String format = "";
    private @Nullable String project;
    private @Nullable String commit;
    private @Nullable String tree;
    private @Nullable String contentSha256;
    private @Nullable String salt;
    private @Nullable JsonNode parameters;
    private @Nullable ObjectNode keyManagement;
    private @Nullable Long epoch;
    private boolean dirty;
    private long generation;
    private long encryption;
    private final List<Failure> failed = new ArrayList<>();
    private final List<IndexEntry> entries = new ArrayList<>();

    private IndexReader(FormReader json) {
        this.json = json;
    }

    static ProjectIndex read(byte[] bytes, int from, int length) {
        try (FormReader json = FormReader.of(bytes, from, length)) {
            var reader = new IndexReader(json);
            json.members(reader::indexMember);
            json.end();
            return reader.index();
        } catch (IOException | IllegalArgumentException e) {
            throw new IndexException("The index cannot be read: " + FormReader.reason(e), e);
        }
    }

    private void each(FormReader.Member element) throws IOException {
        json.elements(name -> {
            if (entries.size() + failed.size() >= MOST_ENTRIES) {
                throw new IndexException("The index has more than %d entries".formatted(MOST_ENTRIES));
            }
            element.read(name);
        });
    }

    private void indexMember(String name) throws IOException {
        switch (name) {
            case "commit" -> commit = json.textOrNull();
            case "content_sha256" -> contentSha256 = json.sha256();
            case "dirty" -> dirty = json.truth();
            case "encryption" -> encryption = json.number();
            case "entries" -> each(_ -> entries.add(following(entry())));
            case "epoch" -> epoch = json.isNull() ? null : json.number();
            case "failed" -> each(_ -> failed.add(failure()));
            case "format" -> format = json.text();
            case "generation" -> generation = json.number();
            case "kdf_parameters" -> parameters = json.value(JsonNode.class);
            case "kdf_salt" -> salt = json.text();
            case "key_management" -> keyManagement = json.value(ObjectNode.class);
            case "project" -> project = json.text();
            case "tree" -> tree = json.textOrNull();
            default -> json.skip();
        }
    }

    /// An entry, while it is read.
    private static final class Entry {
        private @Nullable String commit;
        private @Nullable String keyId;
        private @Nullable String keyVersion;
        private @Nullable String kind;
        private @Nullable String mode;
        private @Nullable String path;
        private @Nullable String sha256;
        private long generation;
        private long size = -1;
    }

    private IndexEntry entry() throws IOException {
        var entry = new Entry();
        json.members(name -> {
            switch (name) {
                case "commit" -> entry.commit = json.textOrNull();
                case "generation" -> entry.generation = json.number();
                case "key_id" -> entry.keyId = json.textOrNull();
                case "key_version" -> entry.keyVersion = json.textOrNull();
                case "kind" -> entry.kind = json.text();
                case "mode" -> entry.mode = json.text();
                case "path" -> entry.path = json.text();
                case "sha256" -> entry.sha256 = json.sha256();
                case "size" -> entry.size = json.number();
                default -> json.skip();
            }
        });
        String path = FormReader.present("path", entry.path);
        ProjectPath.problem(path).ifPresent(wrong -> {
            throw new IndexException("A path in the index %s".formatted(wrong));
        });
        EntryKind kind = EntryKind.of(FormReader.present("kind", entry.kind));
        FileMode mode = FileMode.of(FormReader.present("mode", entry.mode));
        boolean sound = (kind == EntryKind.LINK) == (mode == FileMode.LINK)
                && (kind != EntryKind.DESCRIPTOR || PackageName.maybeDescriptor(path))
                && entry.size >= 0
                && entry.size <= Limits.PACKAGE_FILE;
        if (sound && ProjectPath.problem(PackageName.of(path, kind)).isPresent()) {
            throw new IndexException("No package can have the name that '%s' leads to".formatted(path));
        }
        if (!sound) {
            throw new IndexException("Kind, mode and size of '%s' do not fit together".formatted(path));
        }
        return new IndexEntry(
                path,
                kind,
                mode,
                FormReader.present("sha256", entry.sha256),
                entry.size,
                entry.keyId,
                entry.keyVersion,
                entry.generation,
                same(entry.commit));
    }

    /// Most entries are of the index's own commit: one text serves them all.
    private @Nullable String same(@Nullable String entryCommit) {
        return entryCommit != null && entryCommit.equals(commit) ? commit : entryCommit;
    }

    private IndexEntry following(IndexEntry entry) {
        if (!entries.isEmpty() && IndexEntry.ORDER.compare(entries.getLast(), entry) >= 0) {
            throw new IndexException("The index's entries are out of order at '%s'".formatted(entry.path()));
        }
        return entry;
    }

    private Failure failure() throws IOException {
        String[] found = new String[2];
        json.members(name -> {
            switch (name) {
                case "path" -> found[0] = json.text();
                case "reason" -> found[1] = json.text();
                default -> json.skip();
            }
        });
        return new Failure(FormReader.present("path", found[0]), FormReader.present("reason", found[1]));
    }

    private ProjectIndex index() {
        if (!format.equals(IndexWriter.FORMAT)) {
            throw new IndexException(
                    "The index's format is '%s', and only %s is known".formatted(format, IndexWriter.FORMAT));
        }
        return new ProjectIndex(
                FormReader.present("project", project),
                commit,
                tree,
                dirty,
                generation,
                epoch,
                derivation(),
                keyManagement,
                FormReader.present("content_sha256", contentSha256),
                failed,
                entries);
    }

    private KeyDerivation derivation() {
        byte[] bytes = Base64.getDecoder().decode(FormReader.present("kdf_salt", salt));
        if (bytes.length == 0 || bytes.length > MOST_SALT_BYTES) {
            throw new IndexException("The index's salt has %d bytes".formatted(bytes.length));
        }
        if (encryption == 1) {
            return new Pbkdf2(Salt.of(bytes));
        }
        if (encryption != 2
                || parameters == null
                || !parameters.isObject()
                || parameters.path("hash_len").asInt() != 32) {
            throw new IndexException("The index's key derivation is not known");
        }
        return new Argon2id(
                Salt.of(bytes),
                new Argon2Cost(
                        parameters.path("time_cost").asInt(),
                        parameters.path("memory_cost").asInt(),
                        parameters.path("parallelism").asInt()));
    }
}
