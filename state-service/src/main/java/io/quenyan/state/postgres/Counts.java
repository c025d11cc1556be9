package io.quenyan.state.postgres;

import io.quenyan.project.RebuildReason;
import io.quenyan.state.RunResult;
import java.util.Map;
import java.util.TreeMap;

/// The counts of a run as they are kept for those who ask for it later.
record Counts(
        long tracked,
        long seen,
        Map<String, Long> excluded,
        long unaccounted,
        long rebuilt,
        long reused,
        long failed,
        long removed,
        Map<String, Long> reasons) {

    static Counts of(RunResult result) {
        Map<String, Long> reasons = new TreeMap<>();
        for (Map.Entry<RebuildReason, Long> each : result.counts().reasons().entrySet()) {
            reasons.put(each.getKey().text(), each.getValue());
        }
        return new Counts(
                result.counts().tracked(),
                result.counts().seen(),
                result.counts().excluded(),
                result.unaccounted(),
                result.counts().rebuilt(),
                result.counts().reused(),
                result.counts().failed(),
                result.counts().removed(),
                reasons);
    }
}
