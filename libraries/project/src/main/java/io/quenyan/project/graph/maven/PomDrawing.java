package io.quenyan.project.graph.maven;

import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.Purl;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.Profile;
import org.jspecify.annotations.Nullable;

/// Draws what one POM needs: its parent, bills of materials, dependencies and plug-ins, its parents' included.
final class PomDrawing {

    private final Pom pom;
    private final Reactor reactor;
    private final ManagedVersions managed;
    private final GraphDrawing drawing;
    private final String module;
    private final TreeSet<String> withoutVersion = new TreeSet<>();

    PomDrawing(Pom pom, Reactor reactor, ManagedVersions managed, GraphDrawing drawing) {
        this.pom = pom;
        this.reactor = reactor;
        this.managed = managed;
        this.drawing = drawing;
        this.module = MavenReader.id(pom, reactor);
    }

    void draw() {
        drawParent();
        drawImports();
        drawDependencies();
        pom.plugins().forEach(this::drawPlugin);
        if (!withoutVersion.isEmpty()) {
            drawing.unresolved(
                    pom.path(),
                    Reason.NO_VERSION,
                    "The project's own files say no version of %d: %s"
                            .formatted(withoutVersion.size(), Text.listed(withoutVersion)));
        }
    }

    private void drawParent() {
        Parent parent = pom.model().getParent();
        if (parent != null) {
            drawNeed(
                    new Need(parent.getGroupId(), parent.getArtifactId(), parent.getVersion(), "pom", null),
                    edge -> edge.with("scope", "parent"));
        }
    }

    private void drawImports() {
        if (pom.model().getDependencyManagement() == null) {
            return;
        }
        for (Dependency bom : pom.model().getDependencyManagement().getDependencies()) {
            if (ManagedVersions.isImport(bom)) {
                drawNeed(
                        new Need(bom.getGroupId(), bom.getArtifactId(), bom.getVersion(), "pom", null),
                        edge -> edge.with("scope", "import"));
            }
        }
    }

    private void drawDependencies() {
        Map<String, Dependency> effective = new LinkedHashMap<>();
        for (Model model : pom.lineage()) {
            model.getDependencies().forEach(each -> effective.putIfAbsent(ManagedVersions.key(pom, each), each));
        }
        effective.values().forEach(each -> drawDependency(each, null));
        for (Model model : pom.lineage()) {
            for (Profile profile : model.getProfiles()) {
                profile.getDependencies().forEach(each -> drawDependency(each, profile.getId()));
            }
        }
    }

    private void drawDependency(Dependency dependency, @Nullable String profile) {
        Optional<ManagedVersions.Managed> known = managed.of(pom, dependency);
        String version = dependency.getVersion() != null
                ? dependency.getVersion()
                : known.map(ManagedVersions.Managed::version).orElse(null);
        String scope = dependency.getScope() != null
                ? dependency.getScope()
                : known.map(ManagedVersions.Managed::scope).orElse("compile");
        drawNeed(
                new Need(
                        dependency.getGroupId(),
                        dependency.getArtifactId(),
                        version,
                        pom.resolved(dependency.getType()),
                        pom.resolved(dependency.getClassifier())),
                edge -> edge.with("scope", pom.resolved(scope))
                        .with("optional", dependency.isOptional() ? "true" : null)
                        .with("profile", profile));
    }

    private void drawPlugin(Plugin plugin) {
        String version = plugin.getVersion() == null ? pom.managedVersion(plugin) : plugin.getVersion();
        Need need = new Need(plugin.getGroupId(), plugin.getArtifactId(), version, null, null);
        target(need).ifPresent(target -> drawing.edge(GraphEdge.of(module, EdgeType.BUILT_BY, target)));
    }

    /// What a POM names, not yet resolved.
    private record Need(
            @Nullable String group,
            @Nullable String artifact,
            @Nullable String version,
            @Nullable String type,
            @Nullable String classifier) {

        /// A range says which versions would do, and not which one it is.
        boolean isRange() {
            return version != null && (version.startsWith("[") || version.startsWith("("));
        }
    }

    private void drawNeed(Need need, UnaryOperator<GraphEdge> described) {
        target(need)
                .ifPresent(target -> drawing.edge(described
                        .apply(GraphEdge.of(module, EdgeType.DEPENDS_ON, target))
                        .with("requirement", need.isRange() ? need.version() : null)));
    }

    /// The node that is meant: a module of the project in this version, else a dependency.
    private Optional<String> target(Need need) {
        String group = pom.resolved(need.group());
        String artifact = pom.resolved(need.artifact());
        if (group == null || artifact == null) {
            String name = need.group() + ":" + need.artifact();
            drawing.unresolved(
                    pom.path(), Reason.BAD_NAME, "The project does not say what '%s' is".formatted(Text.shown(name)));
            return Optional.empty();
        }
        String version = need.isRange() ? null : pom.resolved(need.version());
        Optional<Pom> own = reactor.find(group, artifact, version);
        if (own.isPresent()) {
            return own.map(found -> MavenReader.id(found, reactor));
        }
        if (version == null) {
            withoutVersion.add(group + ":" + artifact);
        }
        return drawing.dependency(
                pom.path(),
                group + ":" + artifact,
                Purl.maven(group, artifact, version, need.type(), need.classifier()));
    }
}
