package io.quenyan.project;

import java.util.Map;
import java.util.Optional;

/// The arithmetic that shows that no file was skipped.
///
/// ```text
/// tracked = seen + excluded       seen = rebuilt + reused + failed
/// ```
///
/// @param tracked files that were found in the project before anything was decided, whatever became of them
/// @param excluded how many were left out, by reason
/// @param rebuilt files whose packages were made
/// @param reused files whose packages were kept
/// @param failed files that should have packages and have none
/// @param removed files that had packages and belong to the project no longer; not part of `tracked`
/// @param reasons how many files were rebuilt, by reason
public record Reconciliation(
        long tracked,
        Map<String, Long> excluded,
        long rebuilt,
        long reused,
        long failed,
        long removed,
        Map<RebuildReason, Long> reasons) {
    public Reconciliation {
        excluded = Map.copyOf(excluded);
        reasons = Map.copyOf(reasons);
    }

    /// Files that have or should have packages.
    public long seen() {
        return rebuilt + reused + failed;
    }

    /// What does not add up; nothing if all does.
    public Optional<String> gap() {
        long leftOut = sum(excluded);
        if (tracked != seen() + leftOut) {
            return Optional.of(
                    "%d files were found, and %d were seen and %d left out".formatted(tracked, seen(), leftOut));
        }
        if (rebuilt != sum(reasons)) {
            return Optional.of("%d files were rebuilt, and %d have a reason".formatted(rebuilt, sum(reasons)));
        }
        return Optional.empty();
    }

    /// The part of the files with packages that were kept: 1 is all. 0 if there are none.
    public double hitRate() {
        long packaged = rebuilt + reused;
        return packaged == 0 ? 0 : (double) reused / packaged;
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
