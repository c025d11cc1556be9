package io.quenyan.project;

import io.quenyan.format.ErrorCode;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.format.PackageReader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Looks at a project and its output, and holds both against what is recorded.
///
/// What a file or package is, its hash tells. Its stamp only saves the reading: where it is the recorded one,
/// and was
/// recorded when the file had been left alone for a while.
final class Observation {

    /// So many packages of a salt are tried before it is called lost.
    private static final int MOST_TRIES = 16;

    private final ProjectTree tree;
    private final PackageStore output;
    private final Map<String, RecordedFile> recorded;
    private final Trust trust;
    private final Clock clock;
    private final MemoryBudget memory = MemoryBudget.halfTheHeap();

    /// What is believed unseen.
    ///
    /// @param index the output's index; null if it has none
    /// @param stamps whether equal stamps are equal contents
    record Trust(@Nullable ProjectIndex index, boolean stamps) {}

    Observation(ProjectTree tree, PackageStore output, Map<String, RecordedFile> recorded, Trust trust, Clock clock) {
        this.tree = tree;
        this.output = output;
        this.recorded = recorded;
        this.trust = trust;
        this.clock = clock;
    }

    /// A file as it was observed, and what is to be remembered of it if it is left as it is.
    record Seen(ObservedFile file, @Nullable RecordedFile known) {}

    /// Looks at files that are to have packages, and at those that others depend on.
    ///
    /// @param watched files of the second kind
    List<Seen> of(List<PlannedFile> files, List<PlannedFile> watched) {
        List<Seen> seen = new ArrayList<>(files.size() + watched.size());
        Workers.inChunks(files, this::observe).forEach(seen::addAll);
        Workers.inChunks(watched, this::watch).forEach(seen::addAll);
        return seen;
    }

    private List<Seen> observe(List<PlannedFile> files) throws InterruptedException {
        List<Seen> seen = new ArrayList<>(files.size());
        List<IndexEntry> index =
                trust.index() == null ? List.of() : trust.index().entries();
        var indexed = new EntriesInOrder(index, files.getFirst().path());
        try (Look look = new Look(tree, output, trust.stamps(), clock, memory)) {
            for (PlannedFile file : files) {
                RecordedFile known = recorded.get(file.path());
                RecordedFile same = known == null ? null : look.unchanged(file, known);
                seen.add(
                        known == null || same == null
                                ? new Seen(observed(file, true, true, PackageCondition.SOUND), null)
                                : packaged(file, same, look, indexed.of(file.path())));
            }
        }
        return seen;
    }

    private Seen packaged(PlannedFile file, RecordedFile known, Look look, List<IndexEntry> indexed)
            throws InterruptedException {
        boolean other = trust.index() != null && !known.isNamedBy(indexed);
        List<RecordedPackage> packages = new ArrayList<>(2);
        PackageCondition condition =
                other ? PackageCondition.UNRECORDED : look.condition(file.path(), known.packages(), packages);
        return new Seen(
                observed(file, true, false, condition),
                condition == PackageCondition.SOUND ? known.withPackages(packages) : null);
    }

    private List<Seen> watch(List<PlannedFile> files) throws InterruptedException {
        List<Seen> seen = new ArrayList<>(files.size());
        try (Look look = new Look(tree, output, trust.stamps(), clock, memory)) {
            for (PlannedFile file : files) {
                RecordedFile known = recorded.get(file.path());
                RecordedFile same = known == null ? null : look.unchanged(file, known);
                seen.add(new Seen(
                        observed(file, false, same == null, PackageCondition.SOUND),
                        same == null ? look.first(file) : same));
            }
        }
        return seen;
    }

    private static ObservedFile observed(PlannedFile file, boolean wanted, boolean changed, PackageCondition packages) {
        return new ObservedFile(file.path(), file.mode(), wanted, changed, packages);
    }

    /// The salts whose packages do not open with the secret of `keys`. One sound package of each is opened.
    ///
    /// @param wanted packages under another key are made again whatever they open with
    Set<String> lostSalts(List<Seen> seen, KeySource keys, @Nullable PackageKey wanted) {
        Map<String, List<RecordedFile>> bySalt = new HashMap<>();
        for (Seen each : seen) {
            RecordedFile known = each.known();
            if (known != null
                    && !known.packages().isEmpty()
                    && Objects.equals(known.sealed().key(), wanted)) {
                List<RecordedFile> some =
                        bySalt.computeIfAbsent(known.sealed().salt(), _ -> new ArrayList<>(MOST_TRIES));
                if (some.size() < MOST_TRIES) {
                    some.add(known);
                }
            }
        }
        PackageReader reader = new PackageReader(keys);
        Set<String> lost = new HashSet<>();
        bySalt.forEach((salt, files) -> {
            if (files.stream().noneMatch(file -> opens(file, reader))) {
                lost.add(salt);
            }
        });
        return lost;
    }

    private boolean opens(RecordedFile file, PackageReader reader) {
        // The hash was right a moment ago: if it does not open now, the secret is another one.
        RecordedPackage first = file.packages().getFirst();
        Optional<byte[]> content = output.read(PackageName.of(file.path(), first.kind()), first.size());
        if (content.isEmpty()) {
            return false;
        }
        try {
            reader.read(content.get());
            return true;
        } catch (PackageException e) {
            if (e.code() == ErrorCode.KDF_LIMIT) {
                throw e;
            }
            return false;
        }
    }
}
