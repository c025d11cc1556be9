package io.quenyan.encoder;

import org.jspecify.annotations.Nullable;

/// The end of a batch: its index is written.
///
/// @param encoded files in the index
/// @param failed files without a package
/// @param packages packages in the index; a file can have two
/// @param bytes of these packages together
/// @param failures list of the failed files; null when none failed
public record BatchResult(
        String indexSha256,
        String contentSha256,
        long encoded,
        long failed,
        long packages,
        long bytes,
        @Nullable FailureList failures) {

    /// JSON lines beside the index, one a failed file.
    public record FailureList(String name, String sha256) {}

    /// How it went, as in `outcome` of every event.
    public enum Outcome {
        /// Every file has its package.
        SUCCESS,
        /// Some files have none.
        PARTIAL,
        /// No file has one, though there were files.
        FAILURE
    }

    /// How it went.
    public Outcome outcome() {
        if (failed == 0) {
            return Outcome.SUCCESS;
        }
        return encoded > 0 ? Outcome.PARTIAL : Outcome.FAILURE;
    }
}
