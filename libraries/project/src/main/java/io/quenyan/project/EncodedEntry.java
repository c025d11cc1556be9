package io.quenyan.project;

/// A package of a file, not stored yet.
///
/// @param packageName relative to the output
/// @param content the package's bytes
/// @param sha256 of `content`
/// @param contentSha256 of what is inside; see [ContentDigest]
@SuppressWarnings("ArrayRecordComponent") // handed from encoder to store, never compared
public record EncodedEntry(
        EntryKind kind, FileMode mode, String packageName, byte[] content, String sha256, String contentSha256) {

    /// Of the package, in bytes.
    public long size() {
        return content.length;
    }
}
