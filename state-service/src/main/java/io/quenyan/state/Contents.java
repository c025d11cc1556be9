package io.quenyan.state;

import io.quenyan.format.PackageException;
import io.quenyan.project.FileContent;
import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.git.GitCommitTree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads files of a project at the commits that an index names.
final class Contents implements AutoCloseable {

    /// A file at a commit.
    record Found(TreeEntry entry, FileContent content) {}

    private final String sourceUri;
    private final Map<String, GitCommitTree> trees = new HashMap<>();
    private final Map<String, Map<String, TreeEntry>> entries = new HashMap<>();

    Contents(String sourceUri) {
        this.sourceUri = sourceUri;
    }

    /// The files of a commit by path.
    Map<String, TreeEntry> at(String commit) {
        return entries.computeIfAbsent(commit, id -> {
            Map<String, TreeEntry> byPath = new HashMap<>();
            tree(id).list().entries().forEach(entry -> byPath.put(entry.path(), entry));
            return byPath;
        });
    }

    /// A file, if the commit has it and it can be content.
    Optional<Found> read(@Nullable String commit, String path) {
        TreeEntry entry = commit == null ? null : at(commit).get(path);
        if (commit == null || entry == null) {
            return Optional.empty();
        }
        return content(tree(commit), entry).map(content -> new Found(entry, content));
    }

    private static Optional<FileContent> content(ProjectTree tree, TreeEntry entry) {
        try {
            FileMode mode = entry.mode();
            return Optional.of(FileContent.of(entry.path(), mode, tree.read(entry)));
        } catch (UnreadableFileException | PackageException e) {
            return Optional.empty();
        }
    }

    private GitCommitTree tree(String commit) {
        return trees.computeIfAbsent(commit, id -> Sources.open(sourceUri, id));
    }

    @Override
    public void close() {
        trees.values().forEach(GitCommitTree::close);
    }
}
