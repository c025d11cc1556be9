package io.quenyan.project;

import io.quenyan.format.Encryption;
import io.quenyan.format.Limits;
import io.quenyan.format.PackageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads a state, once every byte of it is known to be what was written. See [StateForm].
public final class StateReader {

    private static final int MOST_FILES = 2_000_000;

    private final FormReader json;
    private final Map<Object, Object> shared = new HashMap<>();
    private final Map<String, Instant> times = new HashMap<>();
    private final List<RecordedFile> files = new ArrayList<>();
    private @Nullable String format;
    private @Nullable UUID lineage;
    private @Nullable String project;
    private @Nullable Instant updatedAt;
    private @Nullable RecordedOutput output;
    private long revision;

    private StateReader(FormReader json) {
        this.json = json;
    }

    /// Reads all of a state.
    ///
    /// @throws StateException if a byte is not what was written, or the form is not known
    public static ProjectState read(byte[] bytes) {
        int end = bytes.length - StateSeal.BYTES;
        String checksum = StateSeal.checksum(Arrays.copyOfRange(bytes, Math.max(0, end), bytes.length));
        MessageDigest digest = Sha256.digest();
        digest.update(bytes, 0, end);
        if (!HexFormat.of().formatHex(digest.digest()).equals(checksum)) {
            throw new StateException("has a wrong checksum: it was changed after it was written");
        }
        return parse(new ByteArrayInputStream(bytes, 0, end));
    }

    /// Reads a state piece by piece, so that its bytes never lie in memory as a whole. Nothing is checked but the
    /// form: the caller holds the bytes against the checksum before and after.
    ///
    /// @param covered the bytes that the checksum covers
    /// @throws StateException if the form is not known
    public static ProjectState parse(InputStream covered) {
        InputStream whole = new SequenceInputStream(covered, new ByteArrayInputStream(new byte[] {'}'}));
        try (FormReader json = FormReader.ofManyNames(whole)) {
            var reader = new StateReader(json);
            json.members(reader::member);
            json.end();
            return reader.state();
        } catch (IOException | IllegalArgumentException | DateTimeException | PackageException e) {
            throw new StateException("cannot be read: " + FormReader.reason(e), e);
        }
    }

    private void member(String name) throws IOException {
        switch (name) {
            case "format" -> format = known(json.text());
            case "lineage" -> lineage = UUID.fromString(json.text());
            case "revision" -> revision = json.number();
            case "project" -> project = json.text();
            case "updated_at" -> updatedAt = Instant.parse(json.text());
            case "output" -> output = json.isNull() ? null : output();
            case "entries" -> json.members(path -> files.add(file(path)));
            default -> json.skip();
        }
    }

    private static String known(String format) {
        if (!format.equals(StateForm.FORMAT)) {
            throw new IllegalArgumentException(
                    "its format is '%s', and only %s is known".formatted(format, StateForm.FORMAT));
        }
        return format;
    }

    private ProjectState state() {
        FormReader.present("format", format);
        return new ProjectState(
                FormReader.present("lineage", lineage),
                revision,
                FormReader.present("project", project),
                FormReader.present("updated_at", updatedAt),
                output,
                files);
    }

    private RecordedOutput output() throws IOException {
        String[] digests = new String[2];
        long[] numbers = new long[2];
        json.members(name -> {
            switch (name) {
                case "content_sha256" -> digests[0] = json.sha256();
                case "generation" -> numbers[0] = json.number();
                case "index_sha256" -> digests[1] = json.sha256();
                case "sealed_under_salt" -> numbers[1] = json.number();
                default -> json.skip();
            }
        });
        return new RecordedOutput(
                numbers[0],
                FormReader.present("index_sha256", digests[1]),
                FormReader.present("content_sha256", digests[0]),
                numbers[1]);
    }

    /// An entry, while it is read.
    private static final class Entry {
        private @Nullable String blob;
        private @Nullable String commit;
        private @Nullable Instant encodedAt;
        private @Nullable FileMode mode;
        private @Nullable RebuildReason reason;
        private @Nullable SealedWith sealed;
        private @Nullable String sha256;
        private @Nullable FileStamp stamp;
        private long generation;
        private final List<String> dependencies = new ArrayList<>();
        private final List<RecordedPackage> packages = new ArrayList<>(2);
    }

    private RecordedFile file(String path) throws IOException {
        ProjectPath.problem(path).ifPresent(wrong -> {
            throw new IllegalArgumentException("a path %s".formatted(wrong));
        });
        if (files.size() >= MOST_FILES) {
            throw new IllegalArgumentException("it has more than %d entries".formatted(MOST_FILES));
        }
        if (!files.isEmpty() && ProjectPath.BY_BYTES.compare(files.getLast().path(), path) >= 0) {
            throw new IllegalArgumentException("its entries are out of order, or there twice");
        }
        var entry = new Entry();
        json.members(name -> member(entry, name));
        return new RecordedFile(
                path,
                FormReader.present("mode", entry.mode),
                FormReader.present("sha256", entry.sha256),
                entry.packages,
                FormReader.present("sealed", entry.sealed),
                entry.dependencies,
                FormReader.present("encoded_at", entry.encodedAt),
                entry.generation,
                entry.commit,
                FormReader.present("reason", entry.reason),
                entry.blob,
                entry.stamp);
    }

    private void member(Entry entry, String name) throws IOException {
        switch (name) {
            case "blob" -> entry.blob = json.textOrNull();
            case "commit" -> entry.commit = json.isNull() ? null : shared(json.text());
            case "dependencies" -> json.elements(_ -> entry.dependencies.add(json.text()));
            case "encoded_at" -> entry.encodedAt = time();
            case "generation" -> entry.generation = json.number();
            case "mode" -> entry.mode = FileMode.of(json.text());
            case "packages" -> json.elements(_ -> entry.packages.add(packed()));
            case "reason" -> entry.reason = RebuildReason.of(json.text());
            case "sealed" -> entry.sealed = shared(sealed());
            case "sha256" -> entry.sha256 = json.sha256();
            case "stamp" -> entry.stamp = json.isNull() ? null : stamp();
            default -> json.skip();
        }
    }

    private RecordedPackage packed() throws IOException {
        EntryKind[] kind = new EntryKind[1];
        String[] digests = new String[2];
        long[] size = {-1};
        FileStamp[] stamp = new FileStamp[1];
        json.members(name -> {
            switch (name) {
                case "content_sha256" -> digests[0] = json.sha256();
                case "kind" -> kind[0] = EntryKind.of(json.text());
                case "sha256" -> digests[1] = json.sha256();
                case "size" -> size[0] = json.number();
                case "stamp" -> stamp[0] = json.isNull() ? null : stamp();
                default -> json.skip();
            }
        });
        if (size[0] < 0 || size[0] > Limits.PACKAGE_FILE) {
            throw new IllegalArgumentException("a package has no size");
        }
        return new RecordedPackage(
                FormReader.present("kind", kind[0]),
                FormReader.present("sha256", digests[1]),
                size[0],
                FormReader.present("content_sha256", digests[0]),
                stamp[0]);
    }

    private SealedWith sealed() throws IOException {
        Encryption[] encryption = new Encryption[1];
        String[] texts = new String[2];
        PackageKey[] key = new PackageKey[1];
        json.members(name -> {
            switch (name) {
                case "encryption" -> encryption[0] = Encryption.of(json.number());
                case "format" -> texts[0] = json.text();
                case "key" -> key[0] = json.isNull() ? null : key();
                case "salt" -> texts[1] = json.text();
                default -> json.skip();
            }
        });
        return new SealedWith(
                FormReader.present("format", texts[0]),
                FormReader.present("encryption", encryption[0]),
                FormReader.present("salt", texts[1]),
                key[0]);
    }

    private PackageKey key() throws IOException {
        String[] texts = new String[3];
        json.members(name -> {
            switch (name) {
                case "key_id" -> texts[1] = json.text();
                case "provider" -> texts[0] = json.text();
                case "version" -> texts[2] = json.text();
                default -> json.skip();
            }
        });
        return new PackageKey(
                FormReader.present("provider", texts[0]),
                FormReader.present("key_id", texts[1]),
                FormReader.present("version", texts[2]));
    }

    private FileStamp stamp() throws IOException {
        long[] numbers = new long[4];
        int[] found = {0};
        json.elements(_ -> {
            if (found[0] >= numbers.length) {
                throw notAStamp();
            }
            numbers[found[0]++] = json.anyNumber();
        });
        if (found[0] != numbers.length) {
            throw notAStamp();
        }
        return new FileStamp(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static IllegalArgumentException notAStamp() {
        return new IllegalArgumentException("a stamp has four numbers");
    }

    /// Files that were encoded together have one text, which is read once.
    private Instant time() throws IOException {
        return times.computeIfAbsent(json.text(), Instant::parse);
    }

    /// What many entries have alike is kept once.
    @SuppressWarnings("unchecked") // equal values are of one type here: text, times, and how packages were made
    private <T> T shared(T value) {
        return (T) shared.computeIfAbsent(value, same -> same);
    }
}
