package io.quenyan.project;

import io.quenyan.format.PackageException;
import io.quenyan.project.EncodedFiles.Made;
import io.quenyan.project.EncodedFiles.Source;
import io.quenyan.project.Progress.FileResult;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Encodes files of a project into packages of an output, on all cores, in chunks that become durable together.
final class BatchEncoding {

    private static final byte[] DEPENDENCIES = "\"dependencies\"".getBytes(StandardCharsets.US_ASCII);

    private final ProjectTree tree;
    private final PackageStore output;
    private final Progress progress;
    private final @Nullable Clock recording;
    private final MemoryBudget memory = MemoryBudget.halfTheHeap();

    /// @param recording the time by which stamps are judged, where the files are to be remembered; null if not
    BatchEncoding(ProjectTree tree, PackageStore output, Progress progress, @Nullable Clock recording) {
        this.tree = tree;
        this.output = output;
        this.progress = progress;
        this.recording = recording;
    }

    /// What the packages of a batch have in common.
    record Batch(
            FileEncoder encoder,
            @Nullable PackageKey key,
            long generation,
            @Nullable String commit,
            boolean dryRun) {}

    EncodedFiles encode(List<PlannedFile> files, Batch batch) {
        progress.started(files.size());
        return EncodedFiles.together(Workers.inChunks(files, chunk -> chunk(chunk, batch)));
    }

    private EncodedFiles chunk(List<PlannedFile> files, Batch batch) throws InterruptedException {
        EncodedFiles result = EncodedFiles.none();
        try (ProjectTree.Reading contents = tree.reading();
                PackageStore.Batch packages = batch.dryRun() ? Nowhere.BATCH : output.begin()) {
            for (PlannedFile file : files) {
                try (MemoryBudget.Taken _ = memory.take(file.size())) {
                    encode(file, contents, batch, packages, result);
                }
            }
            packages.commit();
        }
        return result;
    }

    private void encode(
            PlannedFile file,
            ProjectTree.Reading contents,
            Batch batch,
            PackageStore.Batch packages,
            EncodedFiles result) {
        FileStamp stamp = recording == null ? null : stamp(file, recording);
        byte[] content;
        try {
            content = contents.read(file.entry());
        } catch (UnreadableFileException e) {
            failed(file.path(), e.code().name(), String.valueOf(e.getMessage()), result);
            return;
        }
        switch (batch.encoder().encode(file, content)) {
            case FileOutcome.Encoded(String path, List<EncodedEntry> entries) -> {
                List<StoredPackage> stored = new ArrayList<>(entries.size());
                for (EncodedEntry entry : entries) {
                    packages.write(entry.packageName(), entry.content());
                    stored.add(stored(path, entry, batch));
                }
                result.made().add(new Made(file, stored, source(file, content, stored, stamp)));
                long bytes = entries.stream().mapToLong(EncodedEntry::size).sum();
                tell(new FileResult(path, "encoded", "", bytes));
            }
            case FileOutcome.Excluded(String path, String reason) -> {
                result.excluded()
                        .computeIfAbsent(reason, _ -> new ArrayList<>())
                        .add(new Made(file, List.of(), source(file, content, List.of(), stamp)));
                tell(new FileResult(path, "excluded", reason, 0));
            }
            case FileOutcome.Failed(String path, String code, String detail) -> failed(path, code, detail, result);
        }
    }

    private void failed(String path, String code, String detail, EncodedFiles result) {
        result.failed().add(new FailedFile(path, code, detail));
        tell(new FileResult(path, "failed", code, 0));
    }

    /// The stamp from before the file is read: a change while it is read shows in the next one.
    private @Nullable FileStamp stamp(PlannedFile file, Clock clock) {
        long now = nanos(clock.instant());
        return tree.stamp(file.entry()).filter(stamp -> !stamp.racy(now)).orElse(null);
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000 + time.getNano();
    }

    private @Nullable Source source(
            PlannedFile file, byte[] content, List<StoredPackage> stored, @Nullable FileStamp stamp) {
        if (recording == null) {
            return null;
        }
        String sha256 = stored.stream()
                .filter(each -> each.entry().kind() != EntryKind.DESCRIPTOR)
                .map(StoredPackage::contentSha256)
                .findFirst()
                .orElseGet(() -> Sha256.hex(content));
        boolean descriptor = stored.stream().anyMatch(each -> each.entry().kind() == EntryKind.DESCRIPTOR);
        return new Source(
                sha256,
                descriptor ? dependencies(content) : List.of(),
                tree.blob(file.entry(), content).orElse(null),
                stamp);
    }

    private static List<String> dependencies(byte[] descriptor) {
        if (!DescriptorFile.holds(descriptor, DEPENDENCIES)) {
            return List.of();
        }
        try {
            return DescriptorFile.read(descriptor)
                    .map(read -> Dependencies.named(read.metadata()))
                    .orElse(List.of());
        } catch (PackageException e) {
            throw new IllegalStateException("It was encoded a moment ago", e);
        }
    }

    private static StoredPackage stored(String path, EncodedEntry entry, Batch batch) {
        PackageKey key = batch.key();
        return new StoredPackage(
                new IndexEntry(
                        path,
                        entry.kind(),
                        entry.mode(),
                        entry.sha256(),
                        entry.size(),
                        key == null ? null : key.keyId(),
                        key == null ? null : key.version(),
                        batch.generation(),
                        batch.commit()),
                entry.contentSha256());
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
