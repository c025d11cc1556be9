package io.quenyan.project.file;

import io.quenyan.project.Exclusion;
import io.quenyan.project.FileMode;
import io.quenyan.project.TreeEntry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
        walk(root, "", rules.within(root, ""));
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

    private void walk(Path folder, String prefix, IgnoreRules rules) throws IOException {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        }
        for (Path child : children) {
            String path = prefix + child.getFileName();
            if (child.endsWith(GIT) || known.test(path)) {
                // Git's own (a folder, or in a linked work tree a file), or the caller's.
                continue;
            }
            FileAttributes attributes = FileAttributes.of(child);
            if (attributes.basic().isDirectory()) {
                folder(child, path, rules);
            } else {
                file(path, attributes, rules);
            }
        }
    }

    private void folder(Path folder, String path, IgnoreRules rules) throws IOException {
        if (known.test(path + "/")) {
            return;
        }
        Optional<Exclusion> reason = exclusion(folder, path, rules);
        if (reason.isPresent()) {
            countBelow(folder, reason.get());
        } else {
            walk(folder, path + "/", rules.within(folder, path));
        }
    }

    private Optional<Exclusion> exclusion(Path folder, String path, IgnoreRules rules) {
        String name = String.valueOf(folder.getFileName());
        if (own.folder(folder)) {
            return Optional.of(Exclusion.OWN_FILE);
        }
        if (rules.ignores(path, true)) {
            return Optional.of(Exclusion.IGNORED);
        }
        if (skipsFolders) {
            boolean skipped = SKIPPED.contains(name) || name.startsWith(".");
            return skipped ? Optional.of(Exclusion.SKIPPED_FOLDER) : Optional.empty();
        }
        boolean repository = Files.exists(folder.resolve(GIT), LinkOption.NOFOLLOW_LINKS);
        return repository ? Optional.of(Exclusion.NESTED_REPOSITORY) : Optional.empty();
    }

    private void file(String path, FileAttributes attributes, IgnoreRules rules) {
        if (own.file(path)) {
            count(Exclusion.OWN_FILE);
        } else if (rules.ignores(path, false)) {
            count(Exclusion.IGNORED);
        } else if (attributes.basic().isOther()) {
            count(Exclusion.SPECIAL_FILE);
        } else {
            FileMode mode = attributes.basic().isSymbolicLink()
                    ? FileMode.LINK
                    : attributes.executable() ? FileMode.EXECUTABLE : FileMode.FILE;
            found.add(new TreeEntry(path, mode, attributes.basic().size(), ""));
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
