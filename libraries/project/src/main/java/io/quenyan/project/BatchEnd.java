package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The end of a batch: its packages are there, and the index is put over them.
final class BatchEnd {

    private final ProjectTree tree;
    private final PackageStore output;
    private final BatchOptions options;
    private final long start;

    /// @param start of the batch, by `System.nanoTime`
    BatchEnd(ProjectTree tree, PackageStore output, BatchOptions options, long start) {
        this.tree = tree;
        this.output = output;
        this.options = options;
        this.start = start;
    }

    /// All that the index is to name.
    record Contents(List<StoredPackage> packages, List<FailedFile> failed, Map<String, Long> excluded, long encoded) {
        Contents {
            failed = failed.stream()
                    .sorted(Comparator.comparing(FailedFile::path, ProjectPath.BY_BYTES))
                    .toList();
        }
    }

    /// What the index is written under.
    ///
    /// @param block what it tells of a key; null for a passphrase alone
    record Seal(long generation, DerivedKey key, @Nullable KeyManagement block) {}

    /// The index that the output has in the end.
    ///
    /// @param location null on a dry run, like the digest
    private record Standing(
            ProjectIndex index,
            @Nullable String location,
            @Nullable String sha256) {}

    /// Writes the index, unless the previous one says the same already, and clears away what no index names.
    BatchReport publish(Contents contents, Seal seal, @Nullable PreviousIndex previous) {
        Standing standing = put(contents, index(contents, seal), seal.key(), previous);
        ProjectIndex index = standing.index();
        List<String> stale = stale(index);
        boolean pruned = options.prune() && !options.dryRun();
        if (pruned) {
            output.remove(stale);
        }
        return new BatchReport(
                options.project(),
                tree.revision().orElse(null),
                index.dirty(),
                index.generation(),
                contents.encoded() + contents.failed().size(),
                contents.encoded(),
                contents.excluded(),
                contents.failed(),
                stale,
                pruned,
                index.entries(),
                KeyManagement.ofBlock(index.keyManagement()).orElse(null),
                standing.location(),
                standing.sha256(),
                index.contentSha256(),
                Integrations.of(tree),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Standing put(Contents contents, ProjectIndex index, DerivedKey key, @Nullable PreviousIndex previous) {
        if (options.dryRun()) {
            return new Standing(index, null, null);
        }
        if (previous != null && saysTheSame(index, previous.index())) {
            return new Standing(previous.index(), PackageName.INDEX, previous.sha256());
        }
        new FailureList(contents.failed()).publish(output);
        PackageStore.Published published = output.publish(index, key);
        return new Standing(index, published.location(), published.sha256());
    }

    private ProjectIndex index(Contents contents, Seal seal) {
        KeyManagement block = seal.block();
        Optional<Revision> revision = tree.revision();
        return new ProjectIndex(
                options.project(),
                revision.map(Revision::commit).orElse(null),
                revision.map(Revision::tree).orElse(null),
                tree.dirty(),
                seal.generation(),
                null,
                seal.key().derivation(),
                block == null ? null : block.toNode(),
                ContentDigest.of(
                        contents.packages().stream().map(StoredPackage::line).toList()),
                contents.failed().stream()
                        .map(file -> new ProjectIndex.Failure(file.path(), file.code()))
                        .toList(),
                contents.packages().stream().map(StoredPackage::entry).toList());
    }

    /// Whether only the generation differs.
    private static boolean saysTheSame(ProjectIndex index, ProjectIndex previous) {
        return new ProjectIndex(
                        index.project(),
                        index.commit(),
                        index.tree(),
                        index.dirty(),
                        previous.generation(),
                        index.epoch(),
                        index.derivation(),
                        index.keyManagement(),
                        index.contentSha256(),
                        index.failed(),
                        index.entries())
                .equals(previous);
    }

    private List<String> stale(ProjectIndex index) {
        Set<String> current = HashSet.newHashSet(index.entries().size());
        index.entries().forEach(entry -> current.add(entry.packageName()));
        return output.packagesBut(current);
    }
}
