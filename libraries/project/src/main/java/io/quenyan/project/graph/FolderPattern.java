package io.quenyan.project.graph;

import io.quenyan.project.Glob;

/// A pattern of folders of a workspace. Unlike a [Glob] it always begins at the root.
public final class FolderPattern {

    private static final String ROOT = "./";

    private final Glob glob;
    private final String prefix;

    /// @throws IllegalArgumentException if `pattern` is malformed
    public FolderPattern(String pattern) {
        prefix = pattern.indexOf('/') < 0 ? ROOT : "";
        glob = Glob.of(prefix + pattern);
    }

    public boolean matches(String folder) {
        return glob.matches(prefix + folder);
    }
}
