package io.quenyan.project;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    private static final int MOST_TEXT = 16_384;
    private static final int MOST_SALT_BYTES = 64;

    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxStringLength(MOST_TEXT)
                    .maxNumberLength(20)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private final JsonParser parser;

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

    private IndexReader(JsonParser parser) {
        this.parser = parser;
    }

    static ProjectIndex read(byte[] bytes, int from, int length) {
        try (JsonParser parser = JSON.getFactory().createParser(bytes, from, length)) {
            var reader = new IndexReader(parser);
            parser.nextToken();
            reader.members(reader::indexMember);
            if (parser.nextToken() != null) {
                throw new IndexException("Something follows the index's value");
            }
            return reader.index();
        } catch (IOException | IllegalArgumentException e) {
            throw new IndexException("The index cannot be read: " + reason(e), e);
        }
    }

    private interface Member {
        void read(String name) throws IOException;
    }

    private void members(Member member) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IndexException("An object is expected in the index");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            member.read(name);
        }
    }

    private void each(Member element) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IndexException("An array is expected in the index");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (entries.size() + failed.size() >= MOST_ENTRIES) {
                throw new IndexException("The index has more than %d entries".formatted(MOST_ENTRIES));
            }
            element.read("");
        }
    }

    private void indexMember(String name) throws IOException {
        switch (name) {
            case "commit" -> commit = textOrNull();
            case "content_sha256" -> contentSha256 = sha256();
            case "dirty" -> dirty = parser.getBooleanValue();
            case "encryption" -> encryption = number();
            case "entries" -> each(_ -> entries.add(following(entry())));
            case "epoch" -> epoch = parser.currentToken() == JsonToken.VALUE_NULL ? null : number();
            case "failed" -> each(_ -> failed.add(failure()));
            case "format" -> format = text();
            case "generation" -> generation = number();
            case "kdf_parameters" -> parameters = parser.readValueAsTree();
            case "kdf_salt" -> salt = text();
            case "key_management" -> keyManagement = parser.readValueAs(ObjectNode.class);
            case "project" -> project = text();
            case "tree" -> tree = textOrNull();
            default -> parser.skipChildren();
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
        members(name -> {
            switch (name) {
                case "commit" -> entry.commit = textOrNull();
                case "generation" -> entry.generation = number();
                case "key_id" -> entry.keyId = textOrNull();
                case "key_version" -> entry.keyVersion = textOrNull();
                case "kind" -> entry.kind = text();
                case "mode" -> entry.mode = text();
                case "path" -> entry.path = text();
                case "sha256" -> entry.sha256 = sha256();
                case "size" -> entry.size = number();
                default -> parser.skipChildren();
            }
        });
        String path = present("path", entry.path);
        ProjectPath.problem(path).ifPresent(wrong -> {
            throw new IndexException("A path in the index %s".formatted(wrong));
        });
        EntryKind kind = EntryKind.of(present("kind", entry.kind));
        FileMode mode = FileMode.of(present("mode", entry.mode));
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
                present("sha256", entry.sha256),
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
        members(name -> {
            switch (name) {
                case "path" -> found[0] = text();
                case "reason" -> found[1] = text();
                default -> parser.skipChildren();
            }
        });
        return new Failure(present("path", found[0]), present("reason", found[1]));
    }

    private ProjectIndex index() {
        if (!format.equals(IndexWriter.FORMAT)) {
            throw new IndexException(
                    "The index's format is '%s', and only %s is known".formatted(format, IndexWriter.FORMAT));
        }
        return new ProjectIndex(
                present("project", project),
                commit,
                tree,
                dirty,
                generation,
                epoch,
                derivation(),
                keyManagement,
                present("content_sha256", contentSha256),
                failed,
                entries);
    }

    private KeyDerivation derivation() {
        byte[] bytes = Base64.getDecoder().decode(present("kdf_salt", salt));
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

    private String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IndexException("Text is expected at '%s' in the index".formatted(parser.currentName()));
        }
        return parser.getText();
    }

    private @Nullable String textOrNull() throws IOException {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : text();
    }

    private String sha256() throws IOException {
        String text = text();
        if (!Sha256.isHex(text)) {
            throw new IndexException("A digest in the index is not 64 lower-case hex digits");
        }
        return text;
    }

    private long number() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || parser.getLongValue() < 0) {
            throw new IndexException("A number of 0 or more is expected in the index");
        }
        return parser.getLongValue();
    }

    private static String present(String name, @Nullable String value) {
        if (value == null) {
            throw new IndexException("The index has a '%s' missing".formatted(name));
        }
        return value;
    }

    private static String reason(Exception e) {
        return e instanceof com.fasterxml.jackson.core.JsonProcessingException json
                ? json.getOriginalMessage()
                : String.valueOf(e.getMessage());
    }
}
