package io.quenyan.project.graph.maven;

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
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.model.Profile;
import org.jspecify.annotations.Nullable;

/// Draws what `pom.xml` files say: modules, parents, dependencies, plug-ins. Maven locks nothing, so what dependencies
/// need in their turn is not in a project's own files and not in the graph.
public final class MavenReader implements ManifestReader {

    private static final Set<String> NO_JARS = Set.of("pom", "war", "ear");

    @Override
    public void read(Manifests manifests, GraphDrawing drawing) {
        Reactor reactor = new Reactor(manifests, drawing);
        ManagedVersions managed = new ManagedVersions(reactor);
        reactor.poms().forEach(pom -> drawModule(pom, reactor, drawing));
        for (Pom pom : reactor.poms()) {
            drawModules(pom, reactor, drawing);
            new PomDrawing(pom, reactor, managed, drawing).draw();
        }
    }

    private static void drawModule(Pom pom, Reactor reactor, GraphDrawing drawing) {
        String manifest =
                drawing.node(GraphNode.of(NodeType.MANIFEST, pom.path()).with("system", "maven"));
        String group = pom.groupId();
        String artifact = pom.artifactId();
        String purl = group == null || artifact == null
                ? null
                : Purl.maven(group, artifact, pom.version(), type(pom), null).orElse(null);
        if (purl == null) {
            drawing.unresolved(pom.path(), Reason.BAD_NAME, "The project does not say its coordinates");
        }
        String module = drawing.node(new GraphNode(id(pom, reactor), NodeType.MODULE, new TreeMap<>())
                .with(GraphNode.MANIFEST, pom.path())
                .with("packaging", pom.resolved(pom.model().getPackaging()))
                .with("purl", purl)
                .with("system", "maven")
                .with("version", pom.version()));
        drawing.edge(GraphEdge.of(manifest, EdgeType.DECLARES, module));
    }

    /// Packagings such as `maven-plugin` and `bundle` are built as jars.
    private static @Nullable String type(Pom pom) {
        String packaging = pom.resolved(pom.model().getPackaging());
        return packaging == null || !NO_JARS.contains(packaging) ? null : packaging;
    }

    /// By its coordinates without the version; with its path where several have them, by its path where it has none.
    static String id(Pom pom, Reactor reactor) {
        String name = Reactor.name(pom).orElse("");
        String told = name.isEmpty() ? "./" + pom.path() : reactor.isShared(name) ? name + "#" + pom.path() : name;
        return NodeType.MODULE.id("maven:" + told);
    }

    private static void drawModules(Pom pom, Reactor reactor, GraphDrawing drawing) {
        drawModules(pom, pom.model().getModules(), null, reactor, drawing);
        for (Profile profile : pom.model().getProfiles()) {
            drawModules(pom, profile.getModules(), profile.getId(), reactor, drawing);
        }
    }

    private static void drawModules(
            Pom pom, List<String> modules, @Nullable String profile, Reactor reactor, GraphDrawing drawing) {
        for (String module : modules) {
            String path = reactor.module(pom.path(), module).orElse("");
            if (path.isEmpty()) {
                drawing.unresolved(
                        pom.path(), Reason.OUTSIDE, "The module '%s' is not below it".formatted(Text.shown(module)));
                continue;
            }
            reactor.at(path)
                    .ifPresentOrElse(
                            found -> drawing.edge(GraphEdge.of(
                                            NodeType.MANIFEST.id(pom.path()), EdgeType.DECLARES, id(found, reactor))
                                    .with("profile", profile)),
                            () -> drawing.unresolved(
                                    pom.path(),
                                    Reason.MISSING,
                                    "The module '%s' has no POM that can be read".formatted(Text.shown(module))));
        }
    }
}
