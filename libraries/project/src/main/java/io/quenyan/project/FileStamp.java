package io.quenyan.project;

/// What a file system says of a file without reading it. Equal stamps save hashing; they prove nothing about a file
/// that was changed in the moment it was looked at, so such a stamp is not recorded.
///
/// @param size in bytes
/// @param modifiedNanos time of the last change of content, in nanoseconds since 1970
/// @param changedNanos time of the last change of anything, which no program can set
/// @param inode 0 where the system has none
public record FileStamp(long size, long modifiedNanos, long changedNanos, long inode) {

    /// Whether the file was changed too shortly before `nowNanos` for a later change to show.
    ///
    /// @param windowNanos coarsest step of the file system's clock
    public boolean racy(long nowNanos, long windowNanos) {
        return Math.max(modifiedNanos, changedNanos) > nowNanos - windowNanos;
    }
}
