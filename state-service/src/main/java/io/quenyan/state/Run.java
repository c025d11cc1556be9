package io.quenyan.state;

import io.quenyan.project.StateCondition;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A run of a project, on its way to its end: one that was asked for, or one that only takes in a batch which somebody
/// else asked the encoder for.
///
/// @param id the database's number
/// @param request null for a batch of somebody else
/// @param notAfter when trying ends
/// @param attempt how often the encoder was asked, 0 before the first
/// @param state what was known before the run; null until it was looked at
/// @param quarantine of what was known, if it was damaged
/// @param refusedBase the index from which the encoder would not go on, though it was the current one
/// @param plan the last one; null before the first
/// @param batch what the encoder made of it; null until then
public record Run(
        long id,
        String projectId,
        String outputUri,
        @Nullable RebuildRequest request,
        Instant acceptedAt,
        Instant notAfter,
        int attempt,
        @Nullable StateCondition state,
        @Nullable String quarantine,
        @Nullable String refusedBase,
        @Nullable RunPlan plan,
        @Nullable EncodedBatch batch) {

    /// The request of a run that was asked for.
    public RebuildRequest asked() {
        return Objects.requireNonNull(request, () -> "Run %d was not asked for".formatted(id));
    }

    /// The plan, once there is one.
    public RunPlan planned() {
        return Objects.requireNonNull(plan, () -> "Run %d has no plan yet".formatted(id));
    }
}
