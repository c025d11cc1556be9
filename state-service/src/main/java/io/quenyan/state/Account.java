package io.quenyan.state;

import io.quenyan.project.Decision;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileAction;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.Reconciliation;
import io.quenyan.project.RecordedFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Accounts for every file of a plan by what the index holds: what was to be encoded and is not there, what was to be
/// kept and is another, what was to go and stayed, is not accounted for.
///
/// @param results sorted by path bytes
record Account(Reconciliation counts, long unaccounted, List<FileResult> results) {

    private static final String NOT_A_DESCRIPTOR = "not-a-descriptor";

    /// Of no plan.
    static Account nothing() {
        return new Account(new Reconciliation(0, Map.of(), 0, 0, 0, 0, Map.of()), 0, List.of());
    }

    /// Of `plan`, by the index that stands now.
    ///
    /// @param generation of what was encoded for this plan; 0 if nothing was
    /// @param recorded what is known of the files now
    /// @param failures what is told of failed files, by path
    static Account of(
            RunPlan plan,
            CurrentIndex index,
            long generation,
            Map<String, RecordedFile> recorded,
            Map<String, FailedFile> failures) {
        Map<String, FailedFile> known = new HashMap<>();
        index.index().failed().forEach(failed -> known.put(failed.path(), failure(failed)));
        plan.failures().forEach(failed -> known.put(failed.path(), failed));
        failures.forEach((path, failed) -> known.replace(path, failed));
        return new Count(index, generation, recorded, known).of(plan);
    }

    private static FailedFile failure(ProjectIndex.Failure failed) {
        return new FailedFile(failed.path(), failed.reason(), "");
    }

    private static final class Count {
        private final CurrentIndex index;
        private final long generation;
        private final Map<String, RecordedFile> recorded;
        private final Map<String, FailedFile> failures;
        private final List<FileResult> results = new ArrayList<>();
        private final Map<RebuildReason, Long> reasons = new EnumMap<>(RebuildReason.class);
        private long leftOut;
        private long gaps;

        Count(
                CurrentIndex index,
                long generation,
                Map<String, RecordedFile> recorded,
                Map<String, FailedFile> failures) {
            this.index = index;
            this.generation = generation;
            this.recorded = recorded;
            this.failures = failures;
        }

        Account of(RunPlan plan) {
            Set<String> strangers = new HashSet<>(index.byPath().keySet());
            plan.decisions().forEach(decision -> {
                strangers.remove(decision.path());
                count(decision);
            });
            gaps += strangers.size();
            results.sort(Comparator.comparing(FileResult::path, ProjectPath.BY_BYTES));
            Map<String, Long> excluded = new HashMap<>(plan.excluded());
            if (leftOut > 0) {
                excluded.merge(NOT_A_DESCRIPTOR, leftOut, Long::sum);
            }
            Map<FileAction, Long> actions =
                    results.stream().collect(Collectors.groupingBy(FileResult::action, Collectors.counting()));
            Reconciliation counts = new Reconciliation(
                    plan.tracked(),
                    excluded,
                    actions.getOrDefault(FileAction.REBUILT, 0L),
                    actions.getOrDefault(FileAction.REUSED, 0L),
                    actions.getOrDefault(FileAction.FAILED, 0L),
                    actions.getOrDefault(FileAction.REMOVED, 0L),
                    reasons);
            return new Account(counts, Math.max(gaps, counts.gap().isPresent() ? 1 : 0), results);
        }

        private void count(Decision decision) {
            String path = decision.path();
            List<IndexEntry> entries = index.byPath().getOrDefault(path, List.of());
            switch (decision.action()) {
                case REBUILT -> rebuilt(path, entries, Objects.requireNonNull(decision.reason()));
                case REUSED -> {
                    if (entries.isEmpty() || entries.stream().anyMatch(this::isNew)) {
                        gaps++;
                    } else {
                        add(path, FileAction.REUSED, null);
                    }
                }
                case FAILED -> failed(path, entries);
                case REMOVED -> {
                    if (entries.isEmpty()) {
                        add(path, FileAction.REMOVED, null);
                    } else {
                        gaps++;
                    }
                }
            }
        }

        private void rebuilt(String path, List<IndexEntry> entries, RebuildReason reason) {
            if (failures.containsKey(path)) {
                failed(path, entries);
            } else if (entries.isEmpty()) {
                // Read, and found to be no descriptor; otherwise it is nowhere.
                if (recorded.containsKey(path)) {
                    leftOut++;
                } else {
                    gaps++;
                }
            } else if (entries.stream().allMatch(this::isNew)) {
                reasons.merge(reason, 1L, Long::sum);
                add(path, FileAction.REBUILT, reason);
            } else {
                gaps++;
            }
        }

        private void failed(String path, List<IndexEntry> entries) {
            if (!entries.isEmpty() || !failures.containsKey(path)) {
                gaps++;
            }
            add(path, FileAction.FAILED, null);
        }

        private boolean isNew(IndexEntry entry) {
            return entry.generation() == generation;
        }

        private void add(String path, FileAction action, @Nullable RebuildReason reason) {
            boolean stands = action == FileAction.REBUILT || action == FileAction.REUSED;
            FailedFile failure = action == FileAction.FAILED ? failures.get(path) : null;
            results.add(new FileResult(path, action, reason, failure, stands ? recorded.get(path) : null));
        }
    }
}
