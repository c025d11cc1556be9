package io.quenyan.project.graph.gradle;

import io.quenyan.project.graph.EdgeType;
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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Draws what Gradle's projects have locked and catalogued. Build scripts are programs, and no program of a stranger is
/// run: what only they say is told as not known.
public final class GradleReader implements ManifestReader {

    private static final List<String> SCRIPTS = List.of("build.gradle", "build.gradle.kts");
    private static final String LOCK = "gradle.lockfile";
    private static final Set<String> LOCKS = Set.of(LOCK, "buildscript-gradle.lockfile");
    private static final String CATALOGUE = ".versions.toml";

    @Override
    public void read(Manifests manifests, GraphDrawing drawing) {
        Set<String> folders = new TreeSet<>();
        for (String path : manifests.named(SCRIPTS::contains)) {
            if (folders.add(Manifests.folder(path))) {
                drawProject(path, manifests, drawing);
            }
        }
        for (String path : manifests.named(LOCKS::contains)) {
            if (folders.contains(Manifests.folder(path))) {
                drawLock(path, manifests, drawing);
            } else {
                drawing.unresolved(path, Reason.MISSING, "There is no build script beside it");
            }
        }
        Documents files = new Documents(Documents.Format.TOML, manifests, drawing);
        for (String path : manifests.named(name -> name.endsWith(CATALOGUE))) {
            files.read(path).ifPresent(toml -> new CatalogueDrawing(path, toml, drawing).draw());
        }
    }

    /// Gradle's own name for the project in a folder, where the settings say nothing else.
    private static String id(String folder) {
        return NodeType.MODULE.id("gradle::" + folder.replace('/', ':'));
    }

    private static void drawProject(String script, Manifests manifests, GraphDrawing drawing) {
        String folder = Manifests.folder(script);
        String manifest = drawing.node(GraphNode.of(NodeType.MANIFEST, script).with("system", "gradle"));
        String module = drawing.node(new GraphNode(id(folder), NodeType.MODULE, new TreeMap<>())
                .with(GraphNode.MANIFEST, script)
                .with("system", "gradle"));
        drawing.edge(GraphEdge.of(manifest, EdgeType.DECLARES, module));
        boolean locked = manifests.has(Manifests.below(folder, LOCK));
        drawing.unresolved(
                script,
                Reason.NOT_RUN,
                locked
                        ? "What it says of other projects and of versions is not read; gradle.lockfile is"
                        : "What it needs is not known; a gradle.lockfile beside it would tell");
    }

    /// Lines `group:artifact:version=configuration,configuration`.
    private static void drawLock(String path, Manifests manifests, GraphDrawing drawing) {
        String text = manifests
                .read(path)
                .map(content -> new String(content, StandardCharsets.UTF_8))
                .orElse("");
        String module = id(Manifests.folder(path));
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("empty="))
                .toList();
        if (lines.size() > Manifests.MOST_ENTRIES) {
            drawing.unresolved(path, Reason.TOO_LARGE, "It has more than %d entries".formatted(Manifests.MOST_ENTRIES));
            return;
        }
        boolean script = !path.endsWith("/" + LOCK) && !path.equals(LOCK);
        for (String line : lines) {
            int equals = line.lastIndexOf('=');
            String[] parts = line.substring(0, Math.max(equals, 0)).split(":", -1);
            if (parts.length != 3) {
                drawing.unresolved(path, Reason.MALFORMED, "A line is no lock: '%s'".formatted(Text.shown(line)));
                continue;
            }
            drawing.dependency(path, line, Purl.maven(parts[0], parts[1], parts[2], null, null))
                    .ifPresent(to ->
                            drawing.edge(GraphEdge.of(module, script ? EdgeType.BUILT_BY : EdgeType.DEPENDS_ON, to)
                                    .with("scope", sorted(line.substring(equals + 1)))));
        }
    }

    private static String sorted(String configurations) {
        return String.join(", ", new TreeSet<>(List.of(configurations.split(",", -1))));
    }
}
