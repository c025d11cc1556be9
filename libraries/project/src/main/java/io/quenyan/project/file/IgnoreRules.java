package io.quenyan.project.file;

import java.nio.file.Path;

/// Rules by which files are left out of a walk, folder by folder.
public interface IgnoreRules {

    /// The file that holds a folder's own rules.
    String FILE = ".gitignore";

    /// No rules.
    IgnoreRules NONE = new IgnoreRules() {
        @Override
        public boolean ignores(String path, boolean folder) {
            return false;
        }

        @Override
        public IgnoreRules within(Path folder, String path) {
            return this;
        }
    };

    /// Whether the rules leave `path` out. Asked only below folders that they do not leave out.
    boolean ignores(String path, boolean folder);

    /// The rules below a folder that has a [#FILE].
    ///
    /// @param path of the folder in the project; empty for the root
    IgnoreRules within(Path folder, String path);
}
