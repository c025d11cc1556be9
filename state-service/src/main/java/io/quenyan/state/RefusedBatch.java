package io.quenyan.state;

import org.jspecify.annotations.Nullable;

/// A request that some service refused, as its event tells.
///
/// @param refusedEvent log name of the refused request
public record RefusedBatch(
        @Nullable String projectId, String requestId, String refusedEvent, String reason, String detail) {

    private static final String BATCH = "batch-encode-requested";
    private static final String BASE_INDEX_CHANGED = "BASE_INDEX_CHANGED";

    /// Whether it was the encoder's word.
    public boolean isOfBatch() {
        return refusedEvent.equals(BATCH);
    }

    /// Whether another plan may fare better.
    public boolean isForAnotherPlan() {
        return reason.equals(BASE_INDEX_CHANGED);
    }
}
