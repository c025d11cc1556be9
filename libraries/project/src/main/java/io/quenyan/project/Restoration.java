package io.quenyan.project;

import io.quenyan.format.KeySource;
import io.quenyan.project.Progress.FileResult;
import io.quenyan.project.RestoredTree.Written;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Gives a project's files back from its packages. Every package is opened and held against the verified index before
/// its file is written. A restoration that ended early is continued by doing it again: what is there is kept.
public final class Restoration {

    private final PackageStore packages;
    private final KeySource keys;
    private final Progress progress;
    private final MemoryBudget memory = MemoryBudget.halfTheHeap();

    public Restoration(PackageStore packages, KeySource keys, Progress progress) {
        this.packages = packages;
        this.keys = keys;
        this.progress = progress;
    }

    /// What was done for some packages.
    private record Done(List<ContentDigest.Line> lines, List<BadEntry> bad, long written, long kept, long bytes) {}

    /// Where the content of a package goes; nowhere if `path` is empty.
    private record Place(IndexEntry entry, String path, FileMode mode) {}

    /// Writes every source, with its mode; links, last; and a descriptor's JSON where its path has no source.
    ///
    /// @throws UntrustedIndexException if the secret does not vouch for the index
    public RestorationReport restore(IndexFile file, RestoredTree target) {
        Set<String> sources = paths(file.claimed(), false);
        return write(file, target, file.claimed().entries(), entry -> {
            boolean hidden = entry.kind() == EntryKind.DESCRIPTOR && sources.contains(entry.path());
            return new Place(entry, hidden ? "" : entry.path(), entry.mode());
        });
    }

    /// Writes what packages hold as plain files: descriptors as JSON, sources as they are, links as their targets. A
    /// source whose path has a descriptor as well is written beside it, with `.src` added.
    ///
    /// @throws UntrustedIndexException if the secret does not vouch for the index
    public RestorationReport decode(IndexFile file, RestoredTree target, Sample sample) {
        Set<String> descriptors = paths(file.claimed(), true);
        return write(file, target, sample.of(file.claimed().entries()), entry -> {
            boolean beside = entry.kind() != EntryKind.DESCRIPTOR && descriptors.contains(entry.path());
            return new Place(entry, beside ? entry.path() + ".src" : entry.path(), FileMode.FILE);
        });
    }

    private interface Places {
        Place of(IndexEntry entry);
    }

    private RestorationReport write(IndexFile file, RestoredTree target, List<IndexEntry> entries, Places places) {
        long start = System.nanoTime();
        ProjectIndex index = file.claimed();
        UntrustedIndexException.unlessVerified(file.check(keys, packages));
        progress.started(entries.size());
        List<Place> files = new ArrayList<>();
        List<Place> links = new ArrayList<>();
        for (IndexEntry entry : entries) {
            Place place = places.of(entry);
            (place.mode() == FileMode.LINK ? links : files).add(place);
        }
        List<Done> done = new ArrayList<>(Workers.inChunks(files, chunk -> write(chunk, index.project(), target)));
        // Nothing is written any more: what a link leads to does not matter.
        done.addAll(Workers.inChunks(links, chunk -> write(chunk, index.project(), target)));
        target.sync();
        return report(index, entries.size() == index.entries().size(), done, start);
    }

    private Done write(List<Place> places, String project, RestoredTree target) throws InterruptedException {
        try (PackageStore.Reading reading = packages.reading()) {
            return write(places, new PackageOpener(reading, project), target);
        }
    }

    private Done write(List<Place> places, PackageOpener opener, RestoredTree target) throws InterruptedException {
        List<ContentDigest.Line> lines = new ArrayList<>();
        List<BadEntry> bad = new ArrayList<>();
        long written = 0;
        long kept = 0;
        long bytes = 0;
        for (Place place : places) {
            IndexEntry entry = place.entry();
            try (MemoryBudget.Taken _ = memory.take(entry.size())) {
                OpenedPackage opened = opener.open(entry, keys);
                lines.add(opened.line());
                if (!place.path().isEmpty()) {
                    byte[] content = opened.content();
                    boolean fresh = put(place, content, target) == Written.WRITTEN;
                    written += fresh ? 1 : 0;
                    kept += fresh ? 0 : 1;
                    bytes += content.length;
                    tell(new FileResult(place.path(), fresh ? "written" : "kept", "", content.length));
                }
            } catch (BadPackageException e) {
                bad.add(e.bad());
                tell(new FileResult(entry.path(), "bad", e.bad().reason(), 0));
            }
        }
        return new Done(lines, bad, written, kept, bytes);
    }

    private static Written put(Place place, byte[] content, RestoredTree target) {
        try {
            return place.mode() == FileMode.LINK
                    ? target.link(place.path(), content)
                    : target.file(place.path(), place.mode(), content);
        } catch (RestoredTree.ConflictException e) {
            throw new BadPackageException(BadEntry.of(place.entry(), "EXISTS", String.valueOf(e.getMessage())));
        } catch (UncheckedIOException e) {
            throw new BadPackageException(BadEntry.of(place.entry(), "UNWRITABLE", String.valueOf(e.getMessage())));
        }
    }

    private static RestorationReport report(ProjectIndex index, boolean whole, List<Done> done, long start) {
        List<BadEntry> bad = new ArrayList<>();
        List<ContentDigest.Line> lines = new ArrayList<>();
        done.forEach(each -> {
            bad.addAll(each.bad());
            lines.addAll(each.lines());
        });
        String contentSha256 = ContentDigest.of(lines);
        if (whole && bad.isEmpty() && !contentSha256.equals(index.contentSha256())) {
            bad.add(BadEntry.ofIndex(
                    "CONTENT_MISMATCH",
                    "content_sha256 is %s, and the index says %s".formatted(contentSha256, index.contentSha256())));
        }
        return new RestorationReport(
                index.project(),
                lines.size(),
                done.stream().mapToLong(Done::written).sum(),
                done.stream().mapToLong(Done::kept).sum(),
                done.stream().mapToLong(Done::bytes).sum(),
                List.copyOf(bad),
                index.failed(),
                contentSha256,
                Duration.ofNanos(System.nanoTime() - start));
    }

    private static Set<String> paths(ProjectIndex index, boolean ofDescriptors) {
        Set<String> paths = new HashSet<>();
        for (IndexEntry entry : index.entries()) {
            if ((entry.kind() == EntryKind.DESCRIPTOR) == ofDescriptors) {
                paths.add(entry.path());
            }
        }
        return paths;
    }

    private void tell(FileResult result) {
        synchronized (progress) {
            progress.finished(result);
        }
    }
}
