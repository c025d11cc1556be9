package io.quenyan.project;

import io.quenyan.format.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a batch will encode, what it cannot, and what it leaves out. Every file of the tree is one of the three.
///
/// @param files sorted by path bytes
/// @param failed known to fail before anything is read, sorted by path bytes
/// @param excludedByReason how many files were left out; see [Exclusion]
public record ProjectListing(List<PlannedFile> files, List<FailedFile> failed, Map<String, Long> excludedByReason) {

    /// Lists `tree` as `selection` wants it.
    ///
    /// @param foldsCase whether the output's file system takes names that differ in case for one
    /// @throws NameCollisionException if two files would get one package name
    public static ProjectListing of(ProjectTree tree, Selection selection, boolean foldsCase) {
        List<Glob> globs = selection.includeGlobs().stream().map(Glob::of).toList();
        TreeListing all = tree.list();
        List<PlannedFile> files = new ArrayList<>();
        List<FailedFile> failed = new ArrayList<>();
        Map<String, Long> excluded = new TreeMap<>(all.excluded());
        for (FailedFile file : all.failed()) {
            if (included(globs, file.path())) {
                failed.add(file);
            } else {
                count(excluded, Exclusion.NOT_INCLUDED);
            }
        }
        for (TreeEntry entry : all.entries()) {
            if (!included(globs, entry.path())) {
                count(excluded, Exclusion.NOT_INCLUDED);
            } else if (!selection.sources() && !maybeDescriptor(entry)) {
                count(excluded, Exclusion.NOT_A_DESCRIPTOR);
            } else {
                problem(entry).ifPresentOrElse(failed::add, () -> files.add(PlannedFile.of(entry)));
            }
        }
        failed.sort(Comparator.comparing(FailedFile::path, ProjectPath.BY_BYTES));
        checkNames(tree, files, selection.sources(), foldsCase);
        return new ProjectListing(List.copyOf(files), List.copyOf(failed), Map.copyOf(excluded));
    }

    /// The same as a service lists it: what has a path that its tables cannot hold fails, and is told by another name.
    public ProjectListing stored() {
        List<FailedFile> all = new ArrayList<>();
        failed.forEach(file -> all.add(new FailedFile(StoredPath.of(file.path()), file.code(), file.detail())));
        files.stream()
                .map(PlannedFile::path)
                .filter(path -> !StoredPath.fits(path))
                .forEach(path -> all.add(new FailedFile(
                        StoredPath.of(path),
                        UnreadableFileException.Code.BAD_PATH.name(),
                        "The path is longer than %d bytes".formatted(StoredPath.MOST_BYTES))));
        all.sort(Comparator.comparing(FailedFile::path, ProjectPath.BY_BYTES));
        return new ProjectListing(
                files.stream().filter(file -> StoredPath.fits(file.path())).toList(),
                List.copyOf(all),
                excludedByReason);
    }

    private static boolean included(List<Glob> globs, String path) {
        return globs.isEmpty() || globs.stream().anyMatch(glob -> glob.matches(path));
    }

    private static boolean maybeDescriptor(TreeEntry entry) {
        return entry.mode() != FileMode.LINK && PackageName.maybeDescriptor(entry.path());
    }

    private static Optional<FailedFile> problem(TreeEntry entry) {
        String path = entry.path();
        Optional<String> wrong = ProjectPath.problem(path);
        if (wrong.isPresent()) {
            return failed(path, UnreadableFileException.Code.BAD_PATH, "The path " + wrong.get());
        }
        int name = ProjectPath.bytes(ProjectPath.name(PackageName.of(path, EntryKind.SOURCE)));
        if (name > ProjectPath.MOST_NAME_BYTES) {
            return failed(
                    path,
                    UnreadableFileException.Code.NAME_TOO_LONG,
                    "Its package's name would have %d bytes, and %d are the most"
                            .formatted(name, ProjectPath.MOST_NAME_BYTES));
        }
        if (entry.size() > Limits.TOKENS) {
            return failed(
                    path,
                    UnreadableFileException.Code.BUDGET_EXCEEDED,
                    "It has %d bytes, and %d are the most".formatted(entry.size(), Limits.TOKENS));
        }
        return Optional.empty();
    }

    private static Optional<FailedFile> failed(String path, UnreadableFileException.Code code, String detail) {
        return Optional.of(new FailedFile(path, code.name(), detail));
    }

    private static void checkNames(ProjectTree tree, List<PlannedFile> files, boolean sources, boolean foldsCase) {
        NameClaims claims = new NameClaims(foldsCase, entry -> isDescriptor(tree, entry));
        for (PlannedFile file : files) {
            if (sources) {
                claims.claim(file.entry(), EntryKind.SOURCE);
            }
            if (maybeDescriptor(file.entry())) {
                claims.claim(file.entry(), EntryKind.DESCRIPTOR);
            }
        }
        claims.checkFolders();
    }

    private static boolean isDescriptor(ProjectTree tree, TreeEntry entry) {
        try {
            return DescriptorFile.looksLikeOne(tree.read(entry));
        } catch (UnreadableFileException e) {
            return false;
        }
    }

    private static void count(Map<String, Long> excluded, Exclusion reason) {
        excluded.merge(reason.text(), 1L, Long::sum);
    }
}
