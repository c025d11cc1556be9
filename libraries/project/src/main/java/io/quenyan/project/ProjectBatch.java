package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import io.quenyan.format.DerivedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Encodes a project into an output, here and now: one key derivation, all cores, memory that does not grow
/// with the
/// sizes of files. The index is written last, so a run that ends early leaves the earlier index and may be
/// repeated.
public final class ProjectBatch {

    private final ProjectTree tree;
    private final PackageStore output;
    private final ProjectSecret secret;
    private final Progress progress;

    /// Closes none of what it is given.
    public ProjectBatch(ProjectTree tree, PackageStore output, DerivedKeys keys, Progress progress) {
        this(tree, output, new PassphraseSecret(keys), progress);
    }

    /// Closes none of what it is given.
    public ProjectBatch(ProjectTree tree, PackageStore output, ProjectSecret secret, Progress progress) {
        this.tree = tree;
        this.output = output;
        this.secret = secret;
        this.progress = progress;
    }

    /// Encodes.
    ///
    /// @throws NameCollisionException if two files would get one name; nothing was written
    /// @throws OutputRefusedException if the output is not ours, in use, or under another secret; nothing was
    ///     written
    /// @throws java.util.concurrent.CancellationException if the thread was interrupted
    public BatchReport run(BatchOptions options) {
        long start = System.nanoTime();
        ProjectListing listing = ProjectListing.of(tree, options.selection(), output.foldsCase());
        NewKey.checkRoom(options.encryption(), listing.files().size());
        if (options.dryRun()) {
            return encode(options, listing, start);
        }
        mustHaveKey();
        try (PackageStore.Claim _ = output.claim()) {
            return encode(options, listing, start);
        }
    }

    /// Where no key is to be had, not even a folder is made.
    private void mustHaveKey() {
        PackageKey _ = secret.wanted();
    }

    private BatchReport encode(BatchOptions options, ProjectListing listing, long start) {
        PreviousIndex previous =
                PreviousIndex.find(output, secret, options.project(), null).orElse(null);
        long generation = previous == null ? 1 : previous.index().generation() + 1;
        SealingSecret sealing = secret.sealing(previous == null ? null : previous.block());
        DerivedKey key = sealing.keys().get(NewKey.derivation(options.encryption(), sealing));
        var encoder = new FileEncoder(NewKey.job(options, generation, key, sealing));
        String commit = tree.revision().map(Revision::commit).orElse(null);
        EncodedFiles files = new BatchEncoding(tree, output, progress, null)
                .encode(
                        listing.files(),
                        new BatchEncoding.Batch(encoder, sealing.key(), generation, commit, options.dryRun()));
        List<FailedFile> failed = new ArrayList<>(listing.failed());
        failed.addAll(files.failed());
        Map<String, Long> excluded = new TreeMap<>(listing.excludedByReason());
        files.excluded().forEach((reason, paths) -> excluded.merge(reason, (long) paths.size(), Long::sum));
        return new BatchEnd(tree, output, options, start)
                .publish(
                        new BatchEnd.Contents(
                                files.packages(), failed, excluded, files.made().size()),
                        new BatchEnd.Seal(generation, key, sealing.block()),
                        null);
    }
}
