package io.quenyan.state;

/// A piece of work that this worker holds for the length of a lease.
///
/// @param crashes how often a worker died holding it
/// @param holder name of the worker
public record Claim(long workId, long runId, String projectId, Kind kind, int crashes, String holder) {

    /// What there is to do for a run.
    public enum Kind {
        /// To find out what changed, and to ask the encoder for it.
        PLAN,
        /// To take in what the encoder made.
        FINISH
    }
}
