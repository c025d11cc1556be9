package io.quenyan.project;

/// What a file system says of a file without reading it. Equal stamps save hashing; they prove nothing about
/// a file
/// that was changed in the moment it was looked at, so such a stamp is not recorded.
///
/// @param size in bytes
/// @param modifiedNanos time of the last change of content, in nanoseconds since 1970
/// @param changedNanos time of the last change of anything, which no program can set
/// @param inode 0 where the system has none
public record FileStamp(long size, long modifiedNanos, long changedNanos, long inode) {

    private static final long SECOND = 1_000_000_000;
    private static final long FINE = SECOND / 10;
    private static final long COARSE = 3 * SECOND;

    /// Whether the file was changed so shortly before `nowNanos` that a later change may leave the same stamp.
    ///
    /// Times of whole seconds are those of a file system that counts in seconds, or in two.
    public boolean racy(long nowNanos) {
        boolean coarse = modifiedNanos % SECOND == 0 || changedNanos % SECOND == 0;
        return Math.max(modifiedNanos, changedNanos) > nowNanos - (coarse ? COARSE : FINE);
    }
}
