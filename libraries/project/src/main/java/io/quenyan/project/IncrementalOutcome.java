package io.quenyan.project;

import io.quenyan.project.EncodedFiles.Made;
import io.quenyan.project.EncodedFiles.Source;
import io.quenyan.project.Observation.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Puts together what came of an incremental run: the index, the counts, and what is to be remembered.
final class IncrementalOutcome {

    private final ProjectTree tree;
    private final PackageStore output;
    private final IncrementalWork work;

    /// In the order of the paths, in which everything that is made of it has to be.
    private final Map<String, RecordedFile> kept = new LinkedHashMap<>();

    private final List<RecordedFile> unpackaged = new ArrayList<>();
    private final Map<String, RebuildReason> reasons = new HashMap<>();

    IncrementalOutcome(ProjectTree tree, PackageStore output, IncrementalWork work) {
        this.tree = tree;
        this.output = output;
        this.work = work;
        for (Seen each : work.seen()) {
            RecordedFile known = each.known();
            if (known != null && known.packages().isEmpty()) {
                unpackaged.add(known);
            } else if (known != null) {
                kept.put(known.path(), known);
            }
        }
        for (Decision decision : work.plan().decisions()) {
            switch (decision.action()) {
                case REBUILT -> {
                    kept.remove(decision.path());
                    reasons.put(decision.path(), Objects.requireNonNull(decision.reason(), "of a rebuild"));
                }
                case REUSED -> {}
                case REMOVED, FAILED -> kept.remove(decision.path());
            }
        }
    }

    IncrementalReport publish(long start) {
        List<FailedFile> failed = new ArrayList<>(work.listing().failed());
        failed.addAll(work.made().failed());
        List<StoredPackage> packages = new ArrayList<>(work.made().packages());
        kept.values().forEach(file -> file.addStored(packages));
        Map<String, Long> excluded = excluded();
        List<Decision> decisions = decisions(failed);
        Reconciliation counts = counts(decisions, excluded);
        Optional<String> gap = counts.gap().or(this::gapToVersionControl);
        BatchOptions asked = work.options().batch();
        BatchOptions options = gap.isEmpty()
                ? asked
                : new BatchOptions(asked.project(), asked.selection(), asked.encryption(), false, true);
        BatchReport report = new BatchEnd(tree, output, options, start)
                .publish(
                        new BatchEnd.Contents(packages, failed, excluded, counts.rebuilt() + counts.reused()),
                        new BatchEnd.Seal(
                                work.sealing().generation(),
                                work.sealing().key(),
                                work.sealing().secret().block()),
                        work.previous());
        return new IncrementalReport(report, counts, decisions, gap, recorded(options.dryRun()), output(report));
    }

    private Map<String, Long> excluded() {
        Map<String, Long> excluded = new TreeMap<>(work.listing().excludedByReason());
        work.made().excluded().forEach((reason, files) -> excluded.merge(reason, (long) files.size(), Long::sum));
        if (!work.plan().excluded().isEmpty()) {
            long files = work.plan().excluded().size();
            excluded.merge(Exclusion.NOT_A_DESCRIPTOR.text(), files, Long::sum);
        }
        return excluded;
    }

    private List<Decision> decisions(List<FailedFile> failed) {
        List<Decision> decisions = new ArrayList<>(work.plan().decisions().size());
        Set<String> others = new HashSet<>();
        for (Made file : work.made().made()) {
            String path = file.file().path();
            others.add(path);
            decisions.add(new Decision(path, FileAction.REBUILT, reasons.get(path)));
        }
        for (String path : kept.keySet()) {
            decisions.add(new Decision(path, FileAction.REUSED, null));
        }
        for (FailedFile file : failed) {
            others.add(file.path());
            decisions.add(new Decision(file.path(), FileAction.FAILED, null));
        }
        for (String path : gone(others)) {
            decisions.add(new Decision(path, FileAction.REMOVED, null));
        }
        decisions.sort(RebuildPlan.ORDER);
        return decisions;
    }

    /// Paths that had packages and are neither kept nor among `others`: those that the plan removes, and those of the
    /// earlier index, which may be all that is left of a lost state.
    private Set<String> gone(Set<String> others) {
        Set<String> gone = new HashSet<>();
        for (Decision decision : work.plan().decisions()) {
            if (decision.action() == FileAction.REMOVED && !present(decision.path(), others)) {
                gone.add(decision.path());
            }
        }
        if (work.previous() != null) {
            for (IndexEntry entry : work.previous().index().entries()) {
                if (!present(entry.path(), others)) {
                    gone.add(entry.path());
                }
            }
        }
        return gone;
    }

    private boolean present(String path, Set<String> others) {
        return kept.containsKey(path) || others.contains(path);
    }

    private Reconciliation counts(List<Decision> decisions, Map<String, Long> excluded) {
        Map<FileAction, Long> actions = new EnumMap<>(FileAction.class);
        Map<RebuildReason, Long> why = new EnumMap<>(RebuildReason.class);
        for (Decision decision : decisions) {
            actions.merge(decision.action(), 1L, Long::sum);
            RebuildReason reason = decision.reason();
            if (reason != null) {
                why.merge(reason, 1L, Long::sum);
            }
        }
        TreeListing all = tree.list();
        long tracked = all.entries().size() + all.failed().size();
        for (long files : all.excluded().values()) {
            tracked += files;
        }
        return new Reconciliation(
                tracked,
                excluded,
                actions.getOrDefault(FileAction.REBUILT, 0L),
                actions.getOrDefault(FileAction.REUSED, 0L),
                actions.getOrDefault(FileAction.FAILED, 0L),
                actions.getOrDefault(FileAction.REMOVED, 0L),
                why);
    }

    /// Every path that version control tracks was found, or is told as gone from the work tree.
    private Optional<String> gapToVersionControl() {
        Set<String> tracked = tree.tracked();
        TreeListing all = tree.list();
        long found = Stream.concat(
                        all.entries().stream().map(TreeEntry::path),
                        all.failed().stream().map(FailedFile::path))
                .filter(tracked::contains)
                .count();
        long told = all.excluded().getOrDefault(Exclusion.DELETED.text(), 0L)
                + all.excluded().getOrDefault(Exclusion.SPECIAL_FILE.text(), 0L);
        long missing = tracked.size() - found;
        return missing <= told
                ? Optional.empty()
                : Optional.of("Git tracks %d files, of which %d were not found and %d are told as gone, such as '%s'"
                        .formatted(tracked.size(), missing, told, firstMissing(tracked, all)));
    }

    private static String firstMissing(Set<String> tracked, TreeListing all) {
        Set<String> missing = new HashSet<>(tracked);
        all.entries().forEach(entry -> missing.remove(entry.path()));
        all.failed().forEach(file -> missing.remove(file.path()));
        return missing.iterator().next();
    }

    private List<RecordedFile> recorded(boolean dryRun) {
        List<RecordedFile> files = new ArrayList<>(kept.values());
        Set<String> read = new HashSet<>();
        Instant now = work.options().clock().instant();
        SealedWith sealed = new SealedWith(
                SealedWith.FORMAT,
                work.options().batch().encryption(),
                work.sealing().key().derivation().salt().hex(),
                work.sealing().secret().key());
        Stream.concat(
                        work.made().made().stream(),
                        work.made().excluded().values().stream().flatMap(List::stream))
                .forEach(file -> {
                    read.add(file.file().path());
                    files.add(recorded(file, sealed, now, dryRun));
                });
        unpackaged.stream().filter(file -> !read.contains(file.path())).forEach(files::add);
        return files;
    }

    private RecordedFile recorded(Made file, SealedWith sealed, Instant now, boolean dryRun) {
        Source source = Objects.requireNonNull(file.source(), "an incremental run remembers what it reads");
        String path = file.file().path();
        List<RecordedPackage> packages = file.packages().stream()
                .map(each -> new RecordedPackage(
                        each.entry().kind(),
                        each.entry().sha256(),
                        each.entry().size(),
                        each.contentSha256(),
                        dryRun ? null : stamp(each.entry(), now)))
                .toList();
        return new RecordedFile(
                path,
                file.file().mode(),
                source.sha256(),
                packages,
                sealed,
                source.dependencies(),
                now,
                work.sealing().generation(),
                tree.revision().map(Revision::commit).orElse(null),
                Objects.requireNonNull(reasons.get(path), "what is read has a reason"),
                source.blob(),
                source.stamp());
    }

    private @Nullable FileStamp stamp(IndexEntry entry, Instant now) {
        return output.stamp(entry.packageName())
                .filter(stamp -> stamp.size() == entry.size() && !stamp.racy(BatchEncoding.nanos(now)))
                .orElse(null);
    }

    private @Nullable RecordedOutput output(BatchReport report) {
        String sha256 = report.indexSha256();
        return sha256 == null
                ? null
                : new RecordedOutput(
                        report.generation(),
                        sha256,
                        report.contentSha256(),
                        work.sealing().sealedBefore() + work.made().packages().size());
    }
}
