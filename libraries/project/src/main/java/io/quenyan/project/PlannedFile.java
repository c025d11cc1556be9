package io.quenyan.project;

import org.jspecify.annotations.Nullable;

/// A file that a batch will encode. What it becomes is known when it was read: a `*.json` may be no descriptor.
///
/// @param size in bytes, when it was listed
/// @param ref see [TreeEntry#ref]
/// @param stamp see [TreeEntry#stamp]
public record PlannedFile(
        String path,
        FileMode mode,
        long size,
        String ref,
        @Nullable FileStamp stamp) {

    public PlannedFile(String path, FileMode mode, long size, String ref) {
        this(path, mode, size, ref, null);
    }

    /// The entry to read it by.
    public TreeEntry entry() {
        return new TreeEntry(path, mode, size, ref, stamp);
    }

    static PlannedFile of(TreeEntry entry) {
        return new PlannedFile(entry.path(), entry.mode(), entry.size(), entry.ref(), entry.stamp());
    }
}
