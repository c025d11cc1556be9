package io.quenyan.project;

import org.jspecify.annotations.Nullable;

/// A file or link in a project's tree.
///
/// @param size in bytes
/// @param ref what the tree finds the content by: a blob's id in git, empty where the path is enough
/// @param stamp of the file when it was listed, where listing it told one
public record TreeEntry(
        String path,
        FileMode mode,
        long size,
        String ref,
        @Nullable FileStamp stamp) {

    public TreeEntry(String path, FileMode mode, long size, String ref) {
        this(path, mode, size, ref, null);
    }
}
