package io.quenyan.project;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.Encryption;
import io.quenyan.project.EncodedFiles.Made;
import io.quenyan.project.EncodedFiles.Source;
import io.quenyan.project.IncrementalWork.Sealing;
import io.quenyan.project.Observation.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Encodes again what a plan says, keeps the other packages of the output, and shows that no file was skipped.
///
/// The output is looked at, not believed: a package is kept only if it is there, is what was recorded, and
/// opens with
/// the project's secret. The index is written after the packages; what is to be remembered is handed back, to
/// be
/// written after the index. A run that ends early leaves the earlier index and the earlier state, and the
/// next one
/// finds the packages that differ from both.
public final class IncrementalBatch {

    private final ProjectTree tree;
    private final PackageStore output;
    private final ProjectSecret secret;
    private final Progress progress;

    /// Closes none of what it is given.
    public IncrementalBatch(ProjectTree tree, PackageStore output, DerivedKeys keys, Progress progress) {
        this(tree, output, new PassphraseSecret(keys), progress);
    }

    /// Closes none of what it is given.
    public IncrementalBatch(ProjectTree tree, PackageStore output, ProjectSecret secret, Progress progress) {
        this.tree = tree;
        this.output = output;
        this.secret = secret;
        this.progress = progress;
    }

    /// Runs.
    ///
    /// @throws NameCollisionException if two files would get one name; nothing was written
    /// @throws OutputRefusedException if the output is not ours, in use, or under another secret of which the
    ///     state
    ///     knows nothing; nothing was written
    /// @throws java.util.concurrent.CancellationException if the thread was interrupted
    public IncrementalReport run(IncrementalOptions options, KnownState known) {
        long start = System.nanoTime();
        BatchOptions batch = options.batch();
        ProjectListing listing = ProjectListing.of(tree, batch.selection(), output.foldsCase());
        NewKey.checkRoom(batch.encryption(), listing.files().size());
        if (batch.dryRun()) {
            return run(options, known, listing, start);
        }
        mustHaveKey();
        try (PackageStore.Claim _ = output.claim()) {
            return run(options, known, listing, start);
        }
    }

    /// Where no key is to be had, not even a folder is made.
    private void mustHaveKey() {
        PackageKey _ = secret.wanted();
    }

    /// What a run would do, and why. Nothing is encoded or written.
    public RebuildPlan plan(IncrementalOptions options, KnownState known) {
        ProjectListing listing = ProjectListing.of(tree, options.batch().selection(), output.foldsCase());
        PreviousIndex previous = previous(options, known);
        return plan(
                options,
                known,
                listing,
                new Wanted(previous != null, secret.wanted()),
                observation(options, known, previous),
                new ArrayList<>());
    }

    private @Nullable PreviousIndex previous(IncrementalOptions options, KnownState known) {
        RecordedOutput recorded = known.output();
        return PreviousIndex.find(
                        output, secret, options.batch().project(), recorded == null ? null : recorded.indexSha256())
                .orElse(null);
    }

    private IncrementalReport run(IncrementalOptions options, KnownState known, ProjectListing listing, long start) {
        PreviousIndex previous = previous(options, known);
        List<Seen> seen = new ArrayList<>();
        Observation observation = observation(options, known, previous);
        SealingSecret under = secret.sealing(previous == null ? null : previous.block());
        RebuildPlan plan = plan(options, known, listing, new Wanted(previous != null, under.key()), observation, seen);
        Sealing sealing =
                sealing(options, known, previous, under, plan.rebuilds().size());
        EncodedFiles made = encode(options, listing, plan, sealing);
        List<PlannedFile> named = firstNamed(made, listing, seen);
        if (!named.isEmpty()) {
            seen.addAll(observation.of(List.of(), named));
        }
        var work = new IncrementalWork(options, listing, plan, seen, made, sealing, previous);
        return new IncrementalOutcome(tree, output, work).publish(start);
    }

    private Observation observation(IncrementalOptions options, KnownState known, @Nullable PreviousIndex previous) {
        boolean stamps = inStep(known.output(), previous) && !known.putBack();
        return new Observation(
                tree,
                output,
                options.forced() ? Map.of() : known.files(),
                new Observation.Trust(previous == null ? null : previous.index(), stamps),
                options.clock());
    }

    /// What there is and is to be, beside the files.
    ///
    /// @param index whether the output has one
    /// @param key of new packages; null for a passphrase
    private record Wanted(boolean index, @Nullable PackageKey key) {}

    private RebuildPlan plan(
            IncrementalOptions options,
            KnownState known,
            ProjectListing listing,
            Wanted now,
            Observation observation,
            List<Seen> seen) {
        boolean lost = known.condition().lost(now.index());
        Map<String, RecordedFile> files = known.files();
        Dependencies dependencies = options.manifests()
                .and(Dependencies.of(files.values().stream()
                        .filter(file -> !file.dependencies().isEmpty())
                        .collect(Collectors.toMap(RecordedFile::path, RecordedFile::dependencies))));
        seen.addAll(observation.of(listing.files(), watched(dependencies, listing)));
        var wanted = new WantedPackages(
                options.batch().selection().sources(),
                options.batch().encryption(),
                now.key(),
                observation.lostSalts(seen, secret, now.key()),
                options.forced());
        return RebuildPlan.of(
                new RebuildPlan.Recorded(files, lost),
                new RebuildPlan.Observed(
                        seen.stream().map(Seen::file).toList(),
                        listing.failed().stream().map(FailedFile::path).collect(Collectors.toSet())),
                wanted,
                dependencies);
    }

    /// The files of the tree that others depend on and that are to have no packages.
    private List<PlannedFile> watched(Dependencies dependencies, ProjectListing listing) {
        Set<String> targets = new HashSet<>(dependencies.targets());
        if (targets.isEmpty()) {
            return List.of();
        }
        listing.files().forEach(file -> targets.remove(file.path()));
        return tree.list().entries().stream()
                .filter(entry -> targets.contains(entry.path()))
                .map(PlannedFile::of)
                .toList();
    }

    /// What descriptors name that were read only now, so that the next run knows what it was.
    private List<PlannedFile> firstNamed(EncodedFiles made, ProjectListing listing, List<Seen> seen) {
        Map<String, List<String>> names = new HashMap<>();
        for (Made file : made.made()) {
            Source source = file.source();
            if (source != null && !source.dependencies().isEmpty()) {
                names.put(file.file().path(), source.dependencies());
            }
        }
        if (names.isEmpty()) {
            return List.of();
        }
        Set<String> looked = seen.stream().map(each -> each.file().path()).collect(Collectors.toSet());
        return watched(Dependencies.of(names), listing).stream()
                .filter(file -> !looked.contains(file.path()))
                .toList();
    }

    /// Goes on with the salt of the output's index, so that verifying it stays one derivation.
    private Sealing sealing(
            IncrementalOptions options,
            KnownState known,
            @Nullable PreviousIndex previous,
            SealingSecret under,
            int rebuilds) {
        Encryption encryption = options.batch().encryption();
        RecordedOutput recorded = known.output();
        long generation = 1
                + Math.max(
                        previous == null ? 0 : previous.index().generation(),
                        recorded == null ? 0 : recorded.generation());
        if (previous == null) {
            return new Sealing(under, under.keys().get(NewKey.derivation(encryption, under)), generation, 0);
        }
        boolean counted = inStep(recorded, previous);
        long sealed = recorded != null && counted ? recorded.sealedUnderSalt() : 0;
        boolean goesOn = previous.opens()
                && previous.isUnder(under)
                && previous.index().derivation().encryption() == encryption
                && (counted || encryption == Encryption.V2)
                && NewKey.hasRoom(encryption, sealed, rebuilds);
        return new Sealing(
                under,
                under.keys().get(goesOn ? previous.index().derivation() : NewKey.derivation(encryption, under)),
                generation,
                goesOn ? sealed : 0);
    }

    /// Whether the state goes with the index that the output has.
    private static boolean inStep(@Nullable RecordedOutput recorded, @Nullable PreviousIndex previous) {
        return recorded != null && previous != null && recorded.indexSha256().equals(previous.sha256());
    }

    private EncodedFiles encode(IncrementalOptions options, ProjectListing listing, RebuildPlan plan, Sealing sealing) {
        BatchOptions batch = options.batch();
        Set<String> rebuilt = plan.rebuilds().stream().map(Decision::path).collect(Collectors.toSet());
        List<PlannedFile> chosen = listing.files().stream()
                .filter(file -> rebuilt.contains(file.path()))
                .toList();
        String commit = tree.revision().map(Revision::commit).orElse(null);
        var encoder = new FileEncoder(NewKey.job(batch, sealing.generation(), sealing.key(), sealing.secret()));
        return new BatchEncoding(tree, output, progress, options.clock())
                .encode(
                        chosen,
                        new BatchEncoding.Batch(
                                encoder, sealing.secret().key(), sealing.generation(), commit, batch.dryRun()));
    }
}
