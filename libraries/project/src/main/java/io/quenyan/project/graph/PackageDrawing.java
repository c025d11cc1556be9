package io.quenyan.project.graph;

import io.quenyan.format.PackageException;
import io.quenyan.project.Dependencies;
import io.quenyan.project.EntryKind;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileContent;
import io.quenyan.project.FileMode;
import io.quenyan.project.PackageName;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.UnreadableFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Draws the encrypted packages of a project: what each is made of, what it depends on, whose folder it comes from.
final class PackageDrawing {

    private final ProjectTree tree;
    private final GraphDrawing drawing;
    private final Topology wanted;
    private final Map<String, List<String>> descriptors = new TreeMap<>();
    private final Map<String, FileMode> files = new HashMap<>();
    private final Map<String, Set<String>> modulesByFolder;

    PackageDrawing(ProjectTree tree, GraphDrawing drawing, Topology wanted) {
        this.tree = tree;
        this.drawing = drawing;
        this.wanted = wanted;
        this.modulesByFolder = drawing.modulesByFolder();
    }

    void draw() {
        try (ProjectTree.Reading reading = tree.reading()) {
            tree.list().entries().forEach(entry -> look(entry, reading));
        }
        for (FailedFile failed : tree.list().failed()) {
            drawing.unresolved(failed.path(), Unresolved.Reason.UNREADABLE, failed.code());
        }
        descriptors.keySet().forEach(path -> draw(path, EntryKind.DESCRIPTOR));
        if (wanted.sources()) {
            files.forEach((path, mode) -> draw(path, mode == FileMode.LINK ? EntryKind.LINK : EntryKind.SOURCE));
        }
        Dependencies.of(descriptors).byPath().forEach(this::drawDependencies);
        wanted.dependencies().byPath().forEach(this::drawDependencies);
    }

    private void look(TreeEntry entry, ProjectTree.Reading reading) {
        if (entry.path().equals(ProjectGraph.EXPECTED)) {
            return;
        }
        files.put(entry.path(), entry.mode());
        if (entry.mode() == FileMode.LINK || !PackageName.maybeDescriptor(entry.path())) {
            return;
        }
        try {
            FileContent content = FileContent.of(entry.path(), entry.mode(), reading.read(entry));
            if (content.contentSha256().containsKey(EntryKind.DESCRIPTOR)) {
                descriptors.put(entry.path(), content.dependencies());
            }
        } catch (PackageException e) {
            drawing.unresolved(
                    entry.path(), Unresolved.Reason.BAD_DESCRIPTOR, e.code().name());
        } catch (UnreadableFileException e) {
            drawing.unresolved(
                    entry.path(), Unresolved.Reason.UNREADABLE, e.code().name());
        }
    }

    private void draw(String path, EntryKind kind) {
        String id = drawing.node(
                GraphNode.of(NodeType.PACKAGE, PackageName.of(path, kind)).with("kind", kind.text()));
        drawing.edge(GraphEdge.of(id, EdgeType.PRODUCED_FROM, file(path)));
        modulesOf(path).forEach(module -> drawing.edge(GraphEdge.of(id, EdgeType.BUILT_BY, module)));
        wanted.key()
                .ifPresent(key -> drawing.edge(GraphEdge.of(
                        id,
                        EdgeType.PROTECTED_BY,
                        drawing.node(GraphNode.of(NodeType.KEY, key.keyId()).with("provider", key.provider())))));
    }

    private String file(String path) {
        return drawing.node(GraphNode.of(NodeType.FILE, path));
    }

    /// The modules in the nearest folder around the file that has any.
    private Set<String> modulesOf(String path) {
        return Manifests.upFrom(Manifests.folder(path))
                .map(folder -> modulesByFolder.getOrDefault(folder, Set.of()))
                .filter(modules -> !modules.isEmpty())
                .findFirst()
                .orElse(Set.of());
    }

    private void drawDependencies(String path, Set<String> targets) {
        if (!files.containsKey(path)) {
            drawing.unresolved(path, Unresolved.Reason.MISSING, "The dependency manifest names it");
            return;
        }
        String from = nodeOf(path);
        for (String target : targets) {
            if (files.containsKey(target)) {
                drawing.edge(GraphEdge.of(from, EdgeType.DEPENDS_ON, nodeOf(target)));
            } else {
                drawing.unresolved(
                        path,
                        Unresolved.Reason.MISSING,
                        "It depends on '%s', which is not in the project".formatted(Text.shown(target)));
            }
        }
    }

    /// A file's package where it is a descriptor, else the file.
    private String nodeOf(String path) {
        return descriptors.containsKey(path)
                ? NodeType.PACKAGE.id(PackageName.of(path, EntryKind.DESCRIPTOR))
                : file(path);
    }
}
