package io.quenyan.project.graph.cargo;

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
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/// Draws what `Cargo.toml` and `Cargo.lock` say: workspaces, and every crate that would be built, on any platform.
public final class CargoReader implements ManifestReader {

    @Override
    public void read(Manifests manifests, GraphDrawing drawing) {
        CargoProject project = new CargoProject(manifests, drawing);
        project.crates().forEach(crate -> drawModule(crate, project, drawing));
        project.crates().forEach(crate -> drawWorkspace(crate, project, drawing));
        project.locks().forEach(lock -> drawLock(lock, project, drawing));
        project.crates().stream()
                .filter(Crate::isPackage)
                .forEach(crate -> new CrateDrawing(crate, project, drawing).draw());
    }

    private static void drawModule(Crate crate, CargoProject project, GraphDrawing drawing) {
        String manifest =
                drawing.node(GraphNode.of(NodeType.MANIFEST, crate.path()).with("system", "cargo"));
        if (!crate.isPackage()) {
            return;
        }
        String version = crate.version().isEmpty() ? null : crate.version();
        Optional<String> purl = Purl.cargo(crate.name(), version);
        if (purl.isEmpty()) {
            drawing.unresolved(crate.path(), Reason.BAD_NAME, "Its name can be no crate's");
        }
        String module = drawing.node(new GraphNode(project.id(crate), NodeType.MODULE, new TreeMap<>())
                .with(GraphNode.MANIFEST, crate.path())
                .with("purl", purl.orElse(null))
                .with("system", "cargo")
                .with("version", version));
        drawing.edge(GraphEdge.of(manifest, EdgeType.DECLARES, module));
    }

    private static void drawWorkspace(Crate root, CargoProject project, GraphDrawing drawing) {
        for (String member : root.texts("members")) {
            Optional<FolderPattern> pattern = pattern(root, member, drawing);
            if (pattern.isEmpty()) {
                continue;
            }
            Collection<Crate> members = project.members(root, pattern.get());
            members.stream()
                    .filter(crate -> root.texts("exclude").stream()
                            .noneMatch(left -> Manifests.resolve(root.folder(), left)
                                    .filter(crate.folder()::equals)
                                    .isPresent()))
                    .forEach(crate -> drawing.edge(
                            GraphEdge.of(NodeType.MANIFEST.id(root.path()), EdgeType.DECLARES, project.id(crate))));
            if (members.isEmpty() && !member.contains("*") && !member.equals(".")) {
                drawing.unresolved(
                        root.path(),
                        Reason.MISSING,
                        "The member '%s' has no Cargo.toml that can be read".formatted(Text.shown(member)));
            }
        }
    }

    private static Optional<FolderPattern> pattern(Crate root, String member, GraphDrawing drawing) {
        Optional<String> resolved = Manifests.resolve(root.folder(), member);
        if (resolved.isEmpty()) {
            drawing.unresolved(
                    root.path(), Reason.OUTSIDE, "The member '%s' is not in the project".formatted(Text.shown(member)));
        }
        try {
            return resolved.filter(path -> !path.isEmpty()).map(FolderPattern::new);
        } catch (IllegalArgumentException e) {
            drawing.unresolved(
                    root.path(), Reason.UNSUPPORTED, "The member '%s' is no pattern".formatted(Text.shown(member)));
            return Optional.empty();
        }
    }

    private static void drawLock(CargoLock lock, CargoProject project, GraphDrawing drawing) {
        lock.byName().values().stream()
                .flatMap(Collection::stream)
                .filter(locked -> !locked.source().isEmpty())
                .forEach(locked -> project.node(lock, locked).ifPresent(node -> {
                    if (!locked.checksum().isEmpty()) {
                        drawing.describe(node, "sha256", locked.checksum());
                    }
                    if (!locked.source().startsWith("registry+")) {
                        drawing.describe(node, "source", locked.source().replaceFirst("//[^/@]*@", "//"));
                    }
                    locked.needs().forEach(need -> drawNeed(lock, node, need, project, drawing));
                }));
    }

    private static void drawNeed(CargoLock lock, String from, String need, CargoProject project, GraphDrawing drawing) {
        Optional<CargoLock.Locked> found = lock.find(need);
        if (found.isEmpty()) {
            drawing.unresolved(lock.path(), Reason.LOCK_STALE, "It does not have '%s'".formatted(Text.shown(need)));
        }
        found.flatMap(locked -> project.node(lock, locked))
                .ifPresent(to -> drawing.edge(GraphEdge.of(from, EdgeType.DEPENDS_ON, to)));
    }
}
