package io.quenyan.project;

import org.jspecify.annotations.Nullable;

/// A package as it was written.
///
/// @param sha256 of the package
/// @param size of the package, in bytes
/// @param contentSha256 of what is in it, see [ContentDigest]
/// @param stamp of the package where it lies; null where nothing is known, and its hash must tell
public record RecordedPackage(
        EntryKind kind,
        String sha256,
        long size,
        String contentSha256,
        @Nullable FileStamp stamp) {

    RecordedPackage seenAs(@Nullable FileStamp newStamp) {
        return new RecordedPackage(kind, sha256, size, contentSha256, newStamp);
    }
}
