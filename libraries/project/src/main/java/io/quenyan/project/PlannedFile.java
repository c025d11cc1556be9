package io.quenyan.project;

/// A file that a batch will encode. What it becomes is known when it was read: a `*.json` may be no descriptor.
///
/// @param size in bytes, when it was listed
/// @param ref see [TreeEntry#ref]
public record PlannedFile(String path, FileMode mode, long size, String ref) {

    /// The entry to read it by.
    public TreeEntry entry() {
        return new TreeEntry(path, mode, size, ref);
    }

    static PlannedFile of(TreeEntry entry) {
        return new PlannedFile(entry.path(), entry.mode(), entry.size(), entry.ref());
    }
}
