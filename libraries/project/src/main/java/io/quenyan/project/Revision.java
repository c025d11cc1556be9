package io.quenyan.project;

/// A pinned commit.
///
/// @param commit its id, lower-case hex
/// @param tree the id of its tree
public record Revision(String commit, String tree) {}
