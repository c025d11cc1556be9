package io.quenyan.project.file;

import io.quenyan.project.Exclusion;
import io.quenyan.project.FileMode;
import io.quenyan.project.PackageName;
import io.quenyan.project.TreeEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Finds the files below a folder. No link is followed; `.git` is never entered; everything left out is counted with
/// its reason, and nothing is read.
public final class DiskWalk {

    private static final String GIT = ".git";
    private static final Set<String> SKIPPED = Set.of("node_modules", "target", "build");

    private final Path root;
    private final OwnFiles own;
    private final boolean skipsFolders;
    private final Predicate<String> known;
    private final List<TreeEntry> found = new ArrayList<>();
    private final Map<String, Long> excluded = new TreeMap<>();

    /// @param skipsFolders whether `node_modules`, `target`, `build` and hidden folders are left out
    /// @param known files that are there and the caller has listed, and folders with a `/` at their end: neither
    ///     found nor counted
    public DiskWalk(Path root, OwnFiles own, boolean skipsFolders, Predicate<String> known) {
        this.root = root;
        this.own = own;
        this.skipsFolders = skipsFolders;
        this.known = known;
    }

    /// Walks.
    public DiskWalk walk(IgnoreRules rules) throws IOException {
        walk(root, "", children(root), rules);
        return this;
    }

    /// The files and links found, in no order.
    public List<TreeEntry> found() {
        return found;
    }

    /// How many were left out, by reason.
    public Map<String, Long> excluded() {
        return excluded;
    }

    private static List<Path> children(Path folder) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        return children;
    }

    private static boolean holds(List<Path> children, String name) {
        return children.stream().anyMatch(child -> child.endsWith(name));
    }

    private void walk(Path folder, String prefix, List<Path> children, IgnoreRules outer) throws IOException {
        String path = prefix.isEmpty() ? prefix : prefix.substring(0, prefix.length() - 1);
        IgnoreRules rules = holds(children, IgnoreRules.FILE) ? outer.within(folder, path) : outer;
        for (Path child : children) {
            String name = prefix + child.getFileName();
            if (child.endsWith(GIT) || known.test(name)) {
                // Git's own (a folder, or in a linked work tree a file), or the caller's.
                continue;
            }
            FileAttributes attributes = FileAttributes.of(child);
            if (attributes.kind() == FileAttributes.Kind.FOLDER) {
                folder(child, name, rules);
            } else {
                file(name, attributes, rules);
            }
        }
    }

    private void folder(Path folder, String path, IgnoreRules rules) throws IOException {
        if (known.test(path + "/")) {
            return;
        }
        Optional<Exclusion> unseen = unseen(folder, path, rules);
        if (unseen.isPresent()) {
            countBelow(folder, unseen.get());
            return;
        }
        List<Path> children = children(folder);
        if (holds(children, PackageName.MARKER) && own.folder(folder)) {
            countBelow(folder, Exclusion.OWN_FILE);
        } else if (!skipsFolders && holds(children, GIT)) {
            countBelow(folder, Exclusion.NESTED_REPOSITORY);
        } else {
            walk(folder, path + "/", children, rules);
        }
    }

    /// Why a folder is left out, whatever is in it.
    private Optional<Exclusion> unseen(Path folder, String path, IgnoreRules rules) {
        String name = String.valueOf(folder.getFileName());
        boolean skipped = skipsFolders && (SKIPPED.contains(name) || name.startsWith("."));
        boolean ignored = rules.ignores(path, true);
        if (own.named(folder) || ((ignored || skipped) && own.folder(folder))) {
            return Optional.of(Exclusion.OWN_FILE);
        }
        return ignored
                ? Optional.of(Exclusion.IGNORED)
                : skipped ? Optional.of(Exclusion.SKIPPED_FOLDER) : Optional.empty();
    }

    private void file(String path, FileAttributes attributes, IgnoreRules rules) {
        if (own.file(path)) {
            count(Exclusion.OWN_FILE);
        } else if (rules.ignores(path, false)) {
            count(Exclusion.IGNORED);
        } else if (attributes.kind() == FileAttributes.Kind.OTHER) {
            count(Exclusion.SPECIAL_FILE);
        } else {
            FileMode mode = attributes.kind() == FileAttributes.Kind.LINK
                    ? FileMode.LINK
                    : attributes.executable() ? FileMode.EXECUTABLE : FileMode.FILE;
            found.add(new TreeEntry(path, mode, attributes.size(), "", attributes.stamp()));
        }
    }

    private void countBelow(Path folder, Exclusion reason) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                return inner.endsWith(GIT) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!known.test(DiskWalk.this.root.relativize(file).toString())) {
                    count(reason);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                count(reason);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private void count(Exclusion reason) {
        excluded.merge(reason.text(), 1L, Long::sum);
    }
}
