package io.quenyan.project.graph;

import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.UnreadableFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The manifests of a project, read within limits. What cannot be read is told in the drawing.
///
/// A path outside the project cannot be read: a tree knows none.
public final class Manifests {

    /// No manifest or lock file that people have is longer.
    public static final int MOST_BYTES = 16 * 1024 * 1024;

    /// No lock file that people have has more entries.
    public static final int MOST_ENTRIES = 200_000;

    private final ProjectTree tree;
    private final GraphDrawing drawing;
    private final Map<String, TreeEntry> entries = new HashMap<>();

    Manifests(ProjectTree tree, GraphDrawing drawing) {
        this.tree = tree;
        this.drawing = drawing;
        tree.list().entries().forEach(entry -> entries.put(entry.path(), entry));
    }

    /// The paths whose last part is wanted, sorted by bytes; not those that npm installed.
    public List<String> named(Predicate<String> name) {
        return tree.list().entries().stream()
                .map(TreeEntry::path)
                .filter(path -> name.test(ProjectPath.name(path)) && !installed(path))
                .toList();
    }

    private static boolean installed(String path) {
        return path.startsWith("node_modules/") || path.contains("/node_modules/");
    }

    /// Whether the project has this file.
    public boolean has(String path) {
        return entries.containsKey(path);
    }

    /// The bytes of a manifest; none, and a line in the drawing, if it is a link, too long or cannot be read.
    public Optional<byte[]> read(String path) {
        TreeEntry entry = entries.get(path);
        if (entry == null) {
            drawing.unresolved(path, Unresolved.Reason.MISSING, "It is not in the project");
            return Optional.empty();
        }
        if (entry.mode() == FileMode.LINK) {
            drawing.unresolved(path, Unresolved.Reason.LINK, "It is a link, which is not followed");
            return Optional.empty();
        }
        if (entry.size() > MOST_BYTES) {
            return tooLarge(path);
        }
        try {
            byte[] content = tree.read(entry);
            return content.length > MOST_BYTES ? tooLarge(path) : Optional.of(content);
        } catch (UnreadableFileException e) {
            drawing.unresolved(path, Unresolved.Reason.UNREADABLE, Text.shown(String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<byte[]> tooLarge(String path) {
        drawing.unresolved(path, Unresolved.Reason.TOO_LARGE, "It has more than %d bytes".formatted(MOST_BYTES));
        return Optional.empty();
    }

    /// The path that `relative` means in `folder`; none if it leaves the project or can be no path.
    ///
    /// @param folder path without a slash at its end; empty for the root
    public static Optional<String> resolve(String folder, String relative) {
        if (relative.startsWith("/") || relative.indexOf('\0') >= 0 || relative.indexOf('\\') >= 0) {
            return Optional.empty();
        }
        StringBuilder path = new StringBuilder(folder);
        for (String part : relative.split("/")) {
            if (part.equals("..")) {
                if (path.isEmpty()) {
                    return Optional.empty();
                }
                path.setLength(Math.max(path.lastIndexOf("/"), 0));
            } else if (!part.isEmpty() && !part.equals(".")) {
                path.append(path.isEmpty() ? "" : "/").append(part);
            }
        }
        return Optional.of(path.toString());
    }

    /// The folder that a path is in; empty for the root.
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /// A folder and those around it, the nearest first; the root is the last.
    public static Stream<String> upFrom(String folder) {
        return Stream.concat(Stream.iterate(folder, at -> !at.isEmpty(), Manifests::folder), Stream.of(""));
    }

    /// A path below a folder.
    public static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }
}
