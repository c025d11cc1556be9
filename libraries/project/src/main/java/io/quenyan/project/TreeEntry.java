package io.quenyan.project;

/// A file or link in a project's tree.
///
/// @param size in bytes
/// @param ref what the tree finds the content by: a blob's id in git, empty where the path is enough
public record TreeEntry(String path, FileMode mode, long size, String ref) {}
