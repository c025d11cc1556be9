package io.quenyan.project.graph.npm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.FolderPattern;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.GraphNode;
import io.quenyan.project.graph.ManifestReader;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import io.quenyan.project.graph.document.Documents;
import java.util.Optional;
import java.util.TreeMap;

/// Draws what `package.json` and its lock file say: workspaces, and everything that npm would install, once per
/// version.
public final class NpmReader implements ManifestReader {

    private static final String MANIFEST = "package.json";

    @Override
    public void read(Manifests manifests, GraphDrawing drawing) {
        Documents files = new Documents(Documents.Format.JSON, manifests, drawing);
        NpmProject project = new NpmProject(manifests, drawing);
        for (String path : manifests.named(MANIFEST::equals)) {
            files.read(path).ifPresent(json -> project.add(new PackageFile(path, json)));
        }
        for (String name : NpmProject.LOCKS) {
            for (String path : manifests.named(name::equals)) {
                files.read(path).flatMap(json -> lock(path, json, drawing)).ifPresent(project::add);
            }
        }
        project.packages().forEach(each -> drawModule(each, project, drawing));
        project.packages().forEach(each -> drawWorkspaces(each, project, drawing));
        project.packages().forEach(each -> new ModuleDrawing(each, project, drawing).draw());
        project.locks().forEach(lock -> new LockDrawing(lock, project, drawing).draw());
    }

    private static Optional<LockFile> lock(String path, ObjectNode json, GraphDrawing drawing) {
        if (!(json.path("packages") instanceof ObjectNode packages)) {
            drawing.unresolved(
                    path,
                    Reason.UNSUPPORTED,
                    "Its version is %s; 2 and 3 are read. npm 7 and newer write them"
                            .formatted(Text.shown(json.path("lockfileVersion").asText("unknown"))));
            return Optional.empty();
        }
        if (packages.size() > Manifests.MOST_ENTRIES) {
            drawing.unresolved(path, Reason.TOO_LARGE, "It has more than %d entries".formatted(Manifests.MOST_ENTRIES));
            return Optional.empty();
        }
        return Optional.of(new LockFile(path, packages));
    }

    private static void drawModule(PackageFile file, NpmProject project, GraphDrawing drawing) {
        String manifest =
                drawing.node(GraphNode.of(NodeType.MANIFEST, file.path()).with("system", "npm"));
        String version = file.version().isEmpty() ? null : file.version();
        String purl =
                file.name().isEmpty() ? null : Purl.npm(file.name(), version).orElse(null);
        if (purl == null && !file.name().isEmpty()) {
            drawing.unresolved(file.path(), Reason.BAD_NAME, "Its name can be no package's");
        }
        String module = drawing.node(new GraphNode(project.id(file), NodeType.MODULE, new TreeMap<>())
                .with(GraphNode.MANIFEST, file.path())
                .with("purl", purl)
                .with("system", "npm")
                .with("version", version));
        drawing.edge(GraphEdge.of(manifest, EdgeType.DECLARES, module));
    }

    private static void drawWorkspaces(PackageFile file, NpmProject project, GraphDrawing drawing) {
        for (String pattern : file.workspaces()) {
            if (pattern.startsWith("!")) {
                continue;
            }
            Optional<String> resolved = Manifests.resolve(file.folder(), pattern);
            if (resolved.isEmpty()) {
                drawing.unresolved(
                        file.path(),
                        Reason.OUTSIDE,
                        "The workspace '%s' is not in the project".formatted(Text.shown(pattern)));
                continue;
            }
            drawWorkspaces(file, pattern, resolved.get(), project, drawing);
        }
    }

    private static void drawWorkspaces(
            PackageFile file, String pattern, String resolved, NpmProject project, GraphDrawing drawing) {
        boolean any = false;
        FolderPattern glob;
        try {
            glob = new FolderPattern(resolved);
        } catch (IllegalArgumentException e) {
            drawing.unresolved(
                    file.path(), Reason.UNSUPPORTED, "The workspace '%s' is no pattern".formatted(Text.shown(pattern)));
            return;
        }
        for (PackageFile other : project.packages()) {
            if (!other.folder().equals(file.folder())
                    && glob.matches(other.folder())
                    && !project.isLeftOut(file, other)) {
                any = true;
                drawing.edge(GraphEdge.of(NodeType.MANIFEST.id(file.path()), EdgeType.DECLARES, project.id(other)));
            }
        }
        if (!any && !resolved.contains("*")) {
            drawing.unresolved(
                    file.path(),
                    Reason.MISSING,
                    "The workspace '%s' has no package.json".formatted(Text.shown(pattern)));
        }
    }
}
