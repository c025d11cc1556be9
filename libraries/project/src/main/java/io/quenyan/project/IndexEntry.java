package io.quenyan.project;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A package in an index.
///
/// @param sha256 of the package
/// @param size of the package, in bytes
/// @param keyId key of a key service that the package needs; null for a passphrase
/// @param keyVersion of that key
/// @param generation of the batch that wrote it
/// @param commit the file was read at; null outside version control
public record IndexEntry(
        String path,
        EntryKind kind,
        FileMode mode,
        String sha256,
        long size,
        @Nullable String keyId,
        @Nullable String keyVersion,
        long generation,
        @Nullable String commit) {

    /// The order in an index: by path bytes, then kind.
    public static final Comparator<IndexEntry> ORDER = Comparator.comparing(IndexEntry::path, ProjectPath.BY_BYTES)
            .thenComparing(entry -> entry.kind().text());

    /// Where the package is, relative to the output.
    public String packageName() {
        return PackageName.of(path, kind);
    }
}
