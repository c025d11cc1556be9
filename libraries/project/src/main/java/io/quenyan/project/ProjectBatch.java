package io.quenyan.project;

import io.quenyan.format.Argon2Cost;
import io.quenyan.format.Argon2id;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageWriter;
import io.quenyan.format.Pbkdf2;
import io.quenyan.format.Salt;
import io.quenyan.format.SealingMaterial;
import io.quenyan.project.Progress.FileResult;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Encodes a project into an output, here and now: one key derivation, all cores, memory that does not grow with the
/// sizes of files. The index is written last, so a run that ends early leaves the earlier index and may be repeated.
public final class ProjectBatch {

    /// In version 1 all packages share a key, and random nonces must not meet.
    private static final long MOST_UNDER_ONE_KEY = 1 << 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ProjectTree tree;
    private final PackageStore output;
    private final DerivedKeys keys;
    private final Progress progress;
    private final MemoryBudget memory = MemoryBudget.halfTheHeap();

    /// Closes none of what it is given.
    public ProjectBatch(ProjectTree tree, PackageStore output, DerivedKeys keys, Progress progress) {
        this.tree = tree;
        this.output = output;
        this.keys = keys;
        this.progress = progress;
    }

    /// A package in the output, and the digest of what is in it.
    private record Stored(IndexEntry entry, String contentSha256) {
        ContentDigest.Line line() {
            return new ContentDigest.Line(entry.kind(), entry.mode(), contentSha256, entry.path());
        }
    }

    /// What became of some files.
    private record Chunk(long encoded, List<Stored> stored, List<FailedFile> failed, Map<String, Long> excluded) {}

    /// Encodes.
    ///
    /// @throws NameCollisionException if two files would get one name; nothing was written
    /// @throws OutputRefusedException if the output is not ours, in use, or under another secret; nothing was
    ///     written
    /// @throws java.util.concurrent.CancellationException if the thread was interrupted
    public BatchReport run(BatchOptions options) {
        long start = System.nanoTime();
        ProjectListing listing = ProjectListing.of(tree, options.selection(), output.foldsCase());
        if (options.encryption() == Encryption.V1 && 2L * listing.files().size() > MOST_UNDER_ONE_KEY) {
            throw new IllegalArgumentException("Encryption version 1 takes at most %d packages a run; use version 2"
                    .formatted(MOST_UNDER_ONE_KEY));
        }
        if (options.dryRun()) {
            return encode(options, listing, start);
        }
        try (PackageStore.Claim _ = output.claim()) {
            return encode(options, listing, start);
        }
    }

    private BatchReport encode(BatchOptions options, ProjectListing listing, long start) {
        long generation = nextGeneration(options.project());
        DerivedKey key = keys.get(derivation(options.encryption()));
        var encoder = new FileEncoder(new EncodingJob(
                options.project(),
                generation,
                options.selection().sources(),
                new PackageWriter(key),
                _ -> SealingMaterial.random(RANDOM)));
        progress.started(listing.files().size());
        String commit = tree.revision().map(Revision::commit).orElse(null);
        List<Chunk> chunks = Workers.inChunks(
                listing.files(), files -> encode(files, encoder, generation, commit, options.dryRun()));
        return finish(options, together(listing, chunks), generation, key, start);
    }

    private Chunk encode(
            List<PlannedFile> files, FileEncoder encoder, long generation, @Nullable String commit, boolean dryRun)
            throws InterruptedException {
        long encoded = 0;
        List<Stored> stored = new ArrayList<>();
        List<FailedFile> failed = new ArrayList<>();
        Map<String, Long> excluded = new TreeMap<>();
        try (ProjectTree.Reading contents = tree.reading();
                PackageStore.Batch packages = dryRun ? Nowhere.BATCH : output.begin()) {
            for (PlannedFile file : files) {
                try (MemoryBudget.Taken _ = memory.take(file.size())) {
                    switch (outcome(file, contents, encoder)) {
                        case FileOutcome.Encoded(String path, List<EncodedEntry> entries) -> {
                            for (EncodedEntry entry : entries) {
                                packages.write(entry.packageName(), entry.content());
                                stored.add(stored(path, entry, generation, commit));
                            }
                            encoded++;
                            long bytes = entries.stream()
                                    .mapToLong(EncodedEntry::size)
                                    .sum();
                            tell(new FileResult(path, "encoded", "", bytes));
                        }
                        case FileOutcome.Excluded(String path, String reason) -> {
                            excluded.merge(reason, 1L, Long::sum);
                            tell(new FileResult(path, "excluded", reason, 0));
                        }
                        case FileOutcome.Failed(String path, String code, String detail) -> {
                            failed.add(new FailedFile(path, code, detail));
                            tell(new FileResult(path, "failed", code, 0));
                        }
                    }
                }
            }
            packages.commit();
        }
        return new Chunk(encoded, stored, failed, excluded);
    }

    private FileOutcome outcome(PlannedFile file, ProjectTree.Reading contents, FileEncoder encoder) {
        byte[] content;
        try {
            content = contents.read(file.entry());
        } catch (UnreadableFileException e) {
            return new FileOutcome.Failed(file.path(), e.code().name(), String.valueOf(e.getMessage()));
        }
        return encoder.encode(file, content);
    }

    private static Stored stored(String path, EncodedEntry entry, long generation, @Nullable String commit) {
        return new Stored(
                new IndexEntry(
                        path, entry.kind(), entry.mode(), entry.sha256(), entry.size(), null, null, generation, commit),
                entry.contentSha256());
    }

    private static Chunk together(ProjectListing listing, List<Chunk> chunks) {
        List<Stored> stored = new ArrayList<>();
        List<FailedFile> failed = new ArrayList<>(listing.failed());
        Map<String, Long> excluded = new TreeMap<>(listing.excludedByReason());
        long encoded = 0;
        for (Chunk chunk : chunks) {
            encoded += chunk.encoded();
            stored.addAll(chunk.stored());
            failed.addAll(chunk.failed());
            chunk.excluded().forEach((reason, files) -> excluded.merge(reason, files, Long::sum));
        }
        failed.sort(java.util.Comparator.comparing(FailedFile::path, ProjectPath.BY_BYTES));
        return new Chunk(encoded, stored, failed, excluded);
    }

    private BatchReport finish(BatchOptions options, Chunk all, long generation, DerivedKey key, long start) {
        Optional<Revision> revision = tree.revision();
        ProjectIndex index = new ProjectIndex(
                options.project(),
                revision.map(Revision::commit).orElse(null),
                revision.map(Revision::tree).orElse(null),
                tree.dirty(),
                generation,
                null,
                key.derivation(),
                null,
                ContentDigest.of(all.stored().stream().map(Stored::line).toList()),
                all.failed().stream()
                        .map(file -> new ProjectIndex.Failure(file.path(), file.code()))
                        .toList(),
                all.stored().stream().map(Stored::entry).toList());
        PackageStore.Published published = options.dryRun() ? null : publish(index, key, all.failed());
        List<String> stale = stale(index);
        boolean pruned = options.prune() && !options.dryRun();
        if (pruned) {
            output.remove(stale);
        }
        return new BatchReport(
                options.project(),
                revision.orElse(null),
                index.dirty(),
                generation,
                all.encoded() + all.failed().size(),
                all.encoded(),
                all.excluded(),
                all.failed(),
                stale,
                pruned,
                index.entries(),
                published == null ? null : published.location(),
                published == null ? null : published.sha256(),
                index.contentSha256(),
                Integrations.of(tree),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private PackageStore.Published publish(ProjectIndex index, DerivedKey key, List<FailedFile> failed) {
        new FailureList(failed).publish(output);
        return output.publish(index, key);
    }

    private List<String> stale(ProjectIndex index) {
        Set<String> current = new HashSet<>();
        index.entries().forEach(entry -> current.add(entry.packageName()));
        return output.packages().stream()
                .filter(name -> !current.contains(name))
                .toList();
    }

    /// One more than the output's index has, which must be ours: a wrong passphrase is found here, before any write.
    private long nextGeneration(String project) {
        Optional<byte[]> bytes = output.index();
        if (bytes.isEmpty()) {
            return 1;
        }
        IndexFile previous;
        try {
            previous = IndexFile.parse(bytes.get());
        } catch (IndexException e) {
            throw refused(OutputRefusedException.Reason.INDEX_ALTERED, "its index cannot be read");
        }
        switch (previous.check(keys, output)) {
            case WRONG_SECRET ->
                throw refused(OutputRefusedException.Reason.OTHER_SECRET, "it was written under another passphrase");
            case ALTERED -> throw refused(OutputRefusedException.Reason.INDEX_ALTERED, "its index was altered");
            case VERIFIED -> {
                if (!previous.claimed().project().equals(project)) {
                    throw refused(
                            OutputRefusedException.Reason.FOREIGN,
                            "it belongs to the project '%s'"
                                    .formatted(previous.claimed().project()));
                }
            }
        }
        return previous.claimed().generation() + 1;
    }

    private static OutputRefusedException refused(OutputRefusedException.Reason reason, String what) {
        return new OutputRefusedException(
                reason, "The output cannot be used: %s. Choose a fresh folder".formatted(what));
    }

    private static KeyDerivation derivation(Encryption encryption) {
        Salt salt = Salt.random(RANDOM);
        return switch (encryption) {
            case V1 -> new Pbkdf2(salt);
            case V2 -> new Argon2id(salt, Argon2Cost.DEFAULT);
        };
    }

    private void tell(FileResult result) {
        synchronized (progress) {
            progress.finished(result);
        }
    }

    /// Where a dry run writes.
    private enum Nowhere implements PackageStore.Batch {
        BATCH;

        @Override
        public void write(String name, byte[] content) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
