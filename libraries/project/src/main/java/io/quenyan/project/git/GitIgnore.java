package io.quenyan.project.git;

import io.quenyan.project.file.IgnoreRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.jspecify.annotations.Nullable;

/// Git's ignore rules: the deepest `.gitignore` that says anything about a path decides, then `info/exclude`, then the
/// user's own file.
final class GitIgnore implements IgnoreRules {

    private static final long MOST_BYTES = 1024 * 1024;

    private final @Nullable GitIgnore outer;
    private final IgnoreNode node;
    private final String base;
    private final String prefix;

    private GitIgnore(@Nullable GitIgnore outer, IgnoreNode node, String base, String prefix) {
        this.outer = outer;
        this.node = node;
        this.base = base;
        this.prefix = prefix;
    }

    /// No rules yet.
    ///
    /// @param prefix what paths are preceded by to be paths of the work tree; ends in `/` unless empty
    static GitIgnore none(String prefix) {
        return new GitIgnore(null, new IgnoreNode(), "", prefix);
    }

    /// These rules, with those of a file that counts more.
    ///
    /// @param base folder that the file's rules are relative to; ends in `/` unless empty
    GitIgnore and(Path file, String base) {
        IgnoreNode rules = read(file);
        return rules == null ? this : new GitIgnore(this, rules, base, prefix);
    }

    @Override
    public boolean ignores(String path, boolean folder) {
        return decision(prefix + path, folder);
    }

    @Override
    public IgnoreRules within(Path folder, String path) {
        return and(folder.resolve(FILE), path.isEmpty() ? prefix : prefix + path + "/");
    }

    /// Whether `path` of the work tree is left out.
    boolean decision(String path, boolean folder) {
        for (GitIgnore rules = this; rules != null; rules = rules.outer) {
            Boolean ignored = rules.node.checkIgnored(path.substring(rules.base.length()), folder);
            if (ignored != null) {
                return ignored;
            }
        }
        return false;
    }

    private static @Nullable IgnoreNode read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > MOST_BYTES) {
                return null;
            }
            var node = new IgnoreNode();
            node.parse(file.toString(), new ByteArrayInputStream(Files.readAllBytes(file)));
            return node;
        } catch (IOException e) {
            // A file of rules that cannot be read leaves nothing out.
            return null;
        }
    }
}
