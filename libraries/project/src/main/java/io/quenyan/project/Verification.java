package io.quenyan.project;

import io.quenyan.format.KeySource;
import io.quenyan.project.Progress.FileResult;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds packages against their index: sizes and digests always; with the secret also the index's code, that every
/// package opens and is the one of its path, and that all contents together are what was encoded.
public final class Verification {

    private final PackageStore packages;
    private final @Nullable KeySource keys;
    private final Progress progress;

    /// @param keys null if there is no secret at hand
    public Verification(PackageStore packages, @Nullable KeySource keys, Progress progress) {
        this.packages = packages;
        this.keys = keys;
        this.progress = progress;
    }

    private record Checked(List<ContentDigest.Line> lines, List<BadEntry> bad, long ok) {}

    /// Verifies.
    ///
    /// @param expectedContentSha256 what the contents should be; null if nothing is known
    /// @throws UntrustedIndexException if the secret does not vouch for the index
    public VerificationReport verify(IndexFile file, Sample sample, @Nullable String expectedContentSha256) {
        ProjectIndex index = file.claimed();
        if (keys != null) {
            UntrustedIndexException.unlessVerified(file.check(keys, packages));
        }
        List<IndexEntry> chosen = sample.of(index.entries());
        progress.started(chosen.size());
        var memory = MemoryBudget.halfTheHeap();
        List<Checked> chunks = Workers.inChunks(chosen, entries -> check(entries, index.project(), memory));
        List<BadEntry> bad = new ArrayList<>();
        List<ContentDigest.Line> lines = new ArrayList<>();
        chunks.forEach(chunk -> {
            bad.addAll(chunk.bad());
            lines.addAll(chunk.lines());
        });
        boolean whole = keys != null && !sample.isPartOf(index.entries()) && bad.isEmpty();
        if (whole && !ContentDigest.of(lines).equals(index.contentSha256())) {
            bad.add(BadEntry.ofIndex("CONTENT_MISMATCH", "The contents are not those whose digest the index holds"));
        }
        if (expectedContentSha256 != null && !expectedContentSha256.equals(index.contentSha256())) {
            bad.add(BadEntry.ofIndex(
                    "CONTENT_MISMATCH",
                    "content_sha256 is %s, not %s".formatted(index.contentSha256(), expectedContentSha256)));
        }
        return new VerificationReport(
                index.project(),
                index.generation(),
                keys != null,
                chosen.size(),
                chunks.stream().mapToLong(Checked::ok).sum(),
                List.copyOf(bad),
                index.failed(),
                index.contentSha256());
    }

    /// Those of `entries` whose package is not what they say.
    List<BadEntry> bad(List<IndexEntry> entries, String project) {
        var memory = MemoryBudget.halfTheHeap();
        return Workers.inChunks(entries, chunk -> check(chunk, project, memory)).stream()
                .flatMap(chunk -> chunk.bad().stream())
                .toList();
    }

    private Checked check(List<IndexEntry> entries, String project, MemoryBudget memory) throws InterruptedException {
        try (PackageStore.Reading reading = packages.reading()) {
            return check(entries, new PackageOpener(reading, project), memory);
        }
    }

    private Checked check(List<IndexEntry> entries, PackageOpener opener, MemoryBudget memory)
            throws InterruptedException {
        List<ContentDigest.Line> lines = new ArrayList<>();
        List<BadEntry> bad = new ArrayList<>();
        for (IndexEntry entry : entries) {
            try (MemoryBudget.Taken _ = memory.take(entry.size())) {
                if (keys == null) {
                    opener.fetch(entry);
                } else {
                    lines.add(opener.open(entry, keys).line());
                }
                tell(new FileResult(entry.path(), "ok", "", entry.size()));
            } catch (BadPackageException e) {
                bad.add(e.bad());
                tell(new FileResult(entry.path(), "bad", e.bad().reason(), entry.size()));
            }
        }
        return new Checked(lines, bad, entries.size() - bad.size());
    }

    private void tell(FileResult result) {
        synchronized (progress) {
            progress.finished(result);
        }
    }
}
