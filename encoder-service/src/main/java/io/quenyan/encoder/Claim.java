package io.quenyan.encoder;

import org.jspecify.annotations.Nullable;

/// A piece of work that this worker holds for the length of a lease.
///
/// @param crashes how often a worker died holding it
/// @param task number of the task within its batch, for [Kind#ENCODE]
/// @param suspect path that was tried alone when the last worker died
/// @param suspected how many workers in a row began that path alone and did not end it
/// @param repair whether the task was done before and its packages are only written again
/// @param holder name of the worker
public record Claim(
        long workId,
        long batchId,
        String projectId,
        Kind kind,
        int task,
        int crashes,
        @Nullable String suspect,
        int suspected,
        boolean repair,
        String holder) {

    /// What there is to do for a batch, in this order.
    public enum Kind {
        PLAN,
        ENCODE,
        FINISH
    }
}
