package io.quenyan.encoder;

/// The end of a batch: its index is written.
///
/// @param seen files of the commit, the excluded ones included
/// @param encoded packages in the index that this batch wrote
/// @param bytes of all packages in the index
public record BatchResult(
        String indexSha256, String contentSha256, long seen, long encoded, long failed, long bytes, Outcome outcome) {

    /// How it went, as in `outcome` of every event.
    public enum Outcome {
        /// Every file has its package.
        SUCCESS,
        /// Some files have none.
        PARTIAL,
        /// No file has one, though there were files.
        FAILURE;

        /// What became of a batch with so many packages and failures.
        static Outcome of(long encoded, long failed) {
            if (failed == 0) {
                return SUCCESS;
            }
            return encoded > 0 ? PARTIAL : FAILURE;
        }
    }
}
