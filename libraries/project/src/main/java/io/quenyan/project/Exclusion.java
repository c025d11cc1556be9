package io.quenyan.project;

/// Why files are left out. The texts are published as keys of `excluded`.
public enum Exclusion {
    /// No `*.json`, or one without `sections`, and sources are not packaged.
    NOT_A_DESCRIPTOR("not-a-descriptor"),
    /// No include glob takes it.
    NOT_INCLUDED("not-included"),
    /// Git's ignore rules leave it out, and git does not track it.
    IGNORED("ignored"),
    /// Outside git: below `node_modules`, `target`, `build` or a hidden folder.
    SKIPPED_FOLDER("skipped-folder"),
    /// An output, state, lock, backup or temporary file of ours, not tracked by git.
    OWN_FILE("own-file"),
    /// Below a folder that is a repository of its own and no submodule.
    NESTED_REPOSITORY("nested-repository"),
    /// Tracked by git and not in the work tree any more.
    DELETED("deleted"),
    /// A socket, pipe or device.
    SPECIAL_FILE("special-file");

    private final String text;

    Exclusion(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }
}
