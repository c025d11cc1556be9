package io.quenyan.project.git;

import io.quenyan.project.Exclusion;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.Revision;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableFileException.Code;
import io.quenyan.project.file.DiskWalk;
import io.quenyan.project.file.FileAttributes;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.StatFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// Puts the listing of a work tree together: index, commit and disk.
final class WorkTreeListing {
    private final Repository repository;
    private final Path root;
    private final String prefix;
    private final boolean modesOnDisk;
    private final Map<String, TreeEntry> committed = new HashMap<>();
    private final Set<String> tracked = new HashSet<>();

    /// Those of them that are not on disk. The walk passes over the others.
    private final Set<String> missing = new HashSet<>();

    private final StatFolders disk;
    private final Map<Path, Boolean> realFolders = new HashMap<>();
    private final List<TreeEntry> entries = new ArrayList<>();
    private final List<FailedFile> failed = new ArrayList<>();
    private final Map<String, Long> excluded = new TreeMap<>();
    private int submodules;

    WorkTreeListing(Repository repository, Path root, String prefix) {
        this.repository = repository;
        this.root = root;
        this.prefix = prefix;
        this.disk = new StatFolders(root.toString());
        this.modesOnDisk = repository.getConfig().getBoolean("core", "filemode", true);
    }

    WorkTree list(OwnFiles own, GitIgnore rules) throws IOException {
        Revision revision = readCommit();
        try (disk) {
            readIndex();
        }
        DiskWalk walk = new DiskWalk(root, own, false, this::knows).walk(rules);
        walk.excluded().forEach((reason, files) -> excluded.merge(reason, files, Long::sum));
        entries.addAll(walk.found());
        List<TreeEntry> sorted = new ArrayList<>(entries.size());
        int stillThere = 0;
        for (TreeEntry entry : entries) {
            TreeEntry before = committed.get(entry.path());
            sorted.add(held(entry, before));
            stillThere += before == null ? 0 : 1;
        }
        sorted.sort(Comparator.comparing(TreeEntry::path, ProjectPath.BY_BYTES));
        boolean dirty = stillThere < committed.size();
        return new WorkTree(new TreeListing(sorted, failed, excluded), trackedPaths(), root, revision, dirty);
    }

    private Set<String> trackedPaths() {
        if (submodules == 0) {
            return tracked;
        }
        Set<String> paths = HashSet.newHashSet(tracked.size());
        tracked.forEach(path -> paths.add(path.endsWith("/") ? path.substring(0, path.length() - 1) : path));
        return paths;
    }

    /// The entry with the blob that it has in the commit; none if it is not there or has another mode.
    private static TreeEntry held(TreeEntry entry, @Nullable TreeEntry before) {
        String ref = before != null && before.mode() == entry.mode() ? before.ref() : "";
        return new TreeEntry(entry.path(), entry.mode(), entry.size(), ref, entry.stamp());
    }

    private @Nullable Revision readCommit() throws IOException {
        ObjectId head = repository.resolve(Constants.HEAD + "^{commit}");
        if (head == null) {
            return null;
        }
        try (ObjectReader objects = repository.newObjectReader();
                RevWalk walk = new RevWalk(objects)) {
            RevCommit commit = walk.parseCommit(head);
            var reader = new GitTreeReader(objects, false, GitTreeReader.MOST_ENTRIES);
            reader.read(commit.getTree());
            for (TreeEntry entry : reader.entries()) {
                if (entry.path().startsWith(prefix)) {
                    committed.put(entry.path().substring(prefix.length()), entry);
                }
            }
            return new Revision(commit.name(), commit.getTree().name());
        }
    }

    private void readIndex() throws IOException {
        DirCache index = GitIndex.read(repository);
        for (int i = 0; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            String full = entry.getPathString();
            if (full.startsWith(prefix)) {
                String path = full.substring(prefix.length());
                boolean submodule = entry.getFileMode().equals(org.eclipse.jgit.lib.FileMode.GITLINK);
                if (tracked.add(submodule ? path + "/" : path)) {
                    add(path, entry, submodule);
                }
            }
        }
    }

    private void add(String path, DirCacheEntry entry, boolean submodule) throws IOException {
        if (submodule) {
            submodules++;
            failed.add(GitTreeReader.submodule(path));
            return;
        }
        Optional<String> wrong = ProjectPath.problem(path);
        if (wrong.isPresent()) {
            failed.add(new FailedFile(path, Code.BAD_PATH.name(), "The path " + wrong.get()));
            return;
        }
        FileAttributes attributes;
        try {
            attributes = attributes(path);
        } catch (InvalidPathException e) {
            missing.add(path);
            failed.add(new FailedFile(
                    path,
                    Code.BAD_PATH.name(),
                    "This system cannot name it; run with a UTF-8 locale, such as LC_ALL=C.UTF-8"));
            return;
        }
        if (attributes == null || attributes.kind() == FileAttributes.Kind.FOLDER) {
            missing.add(path);
            if (entry.isSkipWorkTree()) {
                failed.add(new FailedFile(
                        path, Code.UNREADABLE.name(), "It is left out of this sparse work tree; check it out"));
            } else {
                excluded.merge(Exclusion.DELETED.text(), 1L, Long::sum);
            }
        } else if (attributes.kind() == FileAttributes.Kind.OTHER) {
            excluded.merge(Exclusion.SPECIAL_FILE.text(), 1L, Long::sum);
        } else {
            entries.add(new TreeEntry(path, mode(attributes, entry), attributes.size(), "", attributes.stamp()));
        }
    }

    /// Whether the index told all about it: a file that is there, or a submodule.
    private boolean knows(String path) {
        return tracked.contains(path) && !missing.contains(path);
    }

    private FileMode mode(FileAttributes attributes, DirCacheEntry entry) {
        if (attributes.kind() == FileAttributes.Kind.LINK) {
            return FileMode.LINK;
        }
        int bits = entry.getRawMode();
        boolean executable =
                modesOnDisk ? attributes.executable() : org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE.equals(bits);
        return executable ? FileMode.EXECUTABLE : FileMode.FILE;
    }

    /// Where a tracked path is on disk; null if a folder on the way is no folder.
    private @Nullable Path place(String path) {
        Path file = root.resolve(path);
        Path folder = file.getParent();
        return folder != null && realFolder(folder) ? file : null;
    }

    private boolean realFolder(Path folder) {
        if (folder.equals(root)) {
            return true;
        }
        Boolean known = realFolders.get(folder);
        if (known == null) {
            Path parent = folder.getParent();
            known = parent != null && realFolder(parent) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
            realFolders.put(folder, known);
        }
        return known;
    }

    /// What stands at a tracked path; null if nothing does, or a folder on the way is no folder.
    private @Nullable FileAttributes attributes(String path) throws IOException {
        FileAttributes found = disk.of(path);
        if (found != null) {
            return found;
        }
        Path file = place(path);
        try {
            return file == null ? null : FileAttributes.of(file);
        } catch (java.nio.file.NoSuchFileException e) {
            return null;
        }
    }
}
