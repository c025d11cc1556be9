package io.quenyan.project;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thread's look at files and packages: without reading, where an equal stamp or blob tells enough.
final class Look implements AutoCloseable {

    private final ProjectTree tree;
    private final PackageStore output;
    private final boolean trustsStamps;
    private final Clock clock;
    private final MemoryBudget memory;
    private final ProjectTree.Reading contents;
    private final PackageStore.Reading packages;

    Look(ProjectTree tree, PackageStore output, boolean trustsStamps, Clock clock, MemoryBudget memory) {
        this.tree = tree;
        this.output = output;
        this.trustsStamps = trustsStamps;
        this.clock = clock;
        this.memory = memory;
        this.contents = tree.reading();
        this.packages = output.reading();
    }

    /// What is recorded, with the stamp of today, if the file has the recorded content; null if it has another.
    @Nullable
    RecordedFile unchanged(PlannedFile file, RecordedFile known) throws InterruptedException {
        long now = BatchEncoding.nanos(clock.instant());
        TreeEntry entry = file.entry();
        FileStamp stamp = stamp(entry);
        String blob = tree.blob(entry).orElse(null);
        boolean stamped = trustsStamps && stamp != null && stamp.equals(known.stamp());
        if (stamped || (blob != null && blob.equals(known.blob()))) {
            tree.known(entry, known.blob());
            return known;
        }
        if (blob != null && known.blob() != null) {
            return null;
        }
        try (MemoryBudget.Taken _ = memory.take(file.size())) {
            byte[] content = contents.read(entry);
            if (!Sha256.hex(content).equals(known.sourceSha256())) {
                return null;
            }
            String id = known.blob() == null ? tree.blob(entry, content).orElse(null) : known.blob();
            return known.seenAs(id, steady(stamp, now));
        } catch (UnreadableFileException e) {
            return null;
        }
    }

    /// A file that has no packages and on which others depend; null if it cannot be read.
    @Nullable
    RecordedFile first(PlannedFile file) throws InterruptedException {
        long now = BatchEncoding.nanos(clock.instant());
        FileStamp stamp = stamp(file.entry());
        try (MemoryBudget.Taken _ = memory.take(file.size())) {
            byte[] content = contents.read(file.entry());
            return RecordedFile.watched(
                    file,
                    Sha256.hex(content),
                    tree.blob(file.entry(), content).orElse(null),
                    steady(stamp, now),
                    clock.instant());
        } catch (UnreadableFileException e) {
            return null;
        }
    }

    /// How packages were found. Adds each to `found`, with the stamp of today, while they are sound.
    PackageCondition condition(String path, List<RecordedPackage> recorded, List<RecordedPackage> found)
            throws InterruptedException {
        for (RecordedPackage each : recorded) {
            String name = PackageName.of(path, each.kind());
            long now = BatchEncoding.nanos(clock.instant());
            FileStamp stamp = packages.stamp(name).orElse(null);
            if (trustsStamps && stamp != null && stamp.equals(each.stamp())) {
                found.add(each);
                continue;
            }
            try (MemoryBudget.Taken _ = memory.take(each.size())) {
                Optional<byte[]> content = packages.read(name, each.size() + 1);
                if (content.isEmpty()) {
                    return PackageCondition.MISSING;
                }
                boolean same = content.get().length == each.size()
                        && Sha256.hex(content.get()).equals(each.sha256());
                if (!same) {
                    return PackageCondition.CORRUPTED;
                }
            }
            found.add(each.seenAs(steady(stamp, now)));
        }
        return PackageCondition.SOUND;
    }

    /// That of the listing, where it has one: it is from before the file is read here, and a change since then shows
    /// in the next one.
    private @Nullable FileStamp stamp(TreeEntry entry) {
        return entry.stamp() == null ? tree.stamp(entry).orElse(null) : entry.stamp();
    }

    private static @Nullable FileStamp steady(@Nullable FileStamp stamp, long now) {
        return stamp == null || stamp.racy(now) ? null : stamp;
    }

    @Override
    public void close() {
        packages.close();
        contents.close();
    }
}
