package io.quenyan.project.graph.maven;

import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.Manifests;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Profile;
import org.jspecify.annotations.Nullable;

/// Every POM of a project, with its parents and by its coordinates.
final class Reactor {

    static final String POM = "pom.xml";

    private final Manifests manifests;
    private final GraphDrawing drawing;
    private final Map<String, Model> models = new TreeMap<>();
    private final Map<String, String> pathByCoordinates = new HashMap<>();
    private final Map<String, Pom> poms = new TreeMap<>();
    private final Map<String, List<Pom>> byName = new HashMap<>();

    Reactor(Manifests manifests, GraphDrawing drawing) {
        this.manifests = manifests;
        this.drawing = drawing;
        parseAll();
        models.forEach((path, model) -> pathByCoordinates.putIfAbsent(coordinates(model), path));
        models.keySet().forEach(path -> poms.put(path, new Pom(path, lineage(path))));
        poms.values()
                .forEach(pom -> name(pom)
                        .ifPresent(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>())
                                .add(pom)));
    }

    Collection<Pom> poms() {
        return poms.values();
    }

    Optional<Pom> at(String path) {
        return Optional.ofNullable(poms.get(path));
    }

    /// The POM of the project with these coordinates.
    Optional<Pom> find(String groupId, String artifactId, @Nullable String version) {
        return byName.getOrDefault(groupId + ":" + artifactId, List.of()).stream()
                .filter(pom -> version != null && version.equals(pom.version()))
                .findFirst();
    }

    /// Whether several POMs claim this name.
    boolean isShared(String name) {
        return byName.getOrDefault(name, List.of()).size() > 1;
    }

    /// `group:artifact`, if the project says both.
    static Optional<String> name(Pom pom) {
        String group = pom.groupId();
        String artifact = pom.artifactId();
        return group == null || artifact == null ? Optional.empty() : Optional.of(group + ":" + artifact);
    }

    /// The path of the POM that a `<module>` of `pom` names; none if it leaves the project.
    Optional<String> module(String pom, String module) {
        return Manifests.resolve(Manifests.folder(pom), module.strip())
                .map(path -> path.endsWith(".xml") && manifests.has(path) ? path : Manifests.below(path, POM));
    }

    private void parseAll() {
        PomParser parser = new PomParser(drawing);
        Deque<String> open = new ArrayDeque<>(manifests.named(POM::equals));
        Set<String> seen = new LinkedHashSet<>(open);
        while (!open.isEmpty()) {
            String path = open.removeFirst();
            Optional<Model> model = manifests.read(path).flatMap(content -> parser.parse(path, content));
            if (model.isEmpty()) {
                continue;
            }
            models.put(path, model.get());
            for (String module : modules(model.get())) {
                module(path, module).filter(manifests::has).filter(seen::add).ifPresent(open::addLast);
            }
        }
    }

    static List<String> modules(Model model) {
        List<String> modules = new ArrayList<>(model.getModules());
        model.getProfiles().stream().map(Profile::getModules).forEach(modules::addAll);
        return modules;
    }

    private List<Model> lineage(String path) {
        Set<String> paths = new LinkedHashSet<>();
        String at = path;
        while (at != null) {
            if (!paths.add(at)) {
                drawing.unresolved(
                        path, Reason.CIRCULAR, "Its parents go round in a circle by '%s'".formatted(Text.shown(at)));
                break;
            }
            at = parent(at);
        }
        return paths.stream().map(models::get).toList();
    }

    /// The parent's path: where `relativePath` says, if that is the parent, else by its coordinates.
    private @Nullable String parent(String path) {
        Model model = models.get(path);
        Parent parent = model == null ? null : model.getParent();
        if (parent == null) {
            return null;
        }
        String wanted = parent.getGroupId() + ":" + parent.getArtifactId() + ":" + parent.getVersion();
        String relative = parent.getRelativePath();
        if (relative != null && !relative.isBlank()) {
            Optional<String> there = module(path, relative);
            Model candidate = there.map(models::get).orElse(null);
            if (candidate != null && isNamed(candidate, parent)) {
                return there.orElse(null);
            }
            if (there.isEmpty() && !relative.equals("../pom.xml")) {
                drawing.unresolved(path, Reason.OUTSIDE, "Its parent is at '%s'".formatted(Text.shown(relative)));
            }
        }
        return pathByCoordinates.get(wanted);
    }

    private static boolean isNamed(Model candidate, Parent parent) {
        String group = candidate.getGroupId() == null && candidate.getParent() != null
                ? candidate.getParent().getGroupId()
                : candidate.getGroupId();
        return parent.getArtifactId() != null
                && parent.getArtifactId().equals(candidate.getArtifactId())
                && parent.getGroupId() != null
                && parent.getGroupId().equals(group);
    }

    private static String coordinates(Model model) {
        Parent parent = model.getParent();
        String group = model.getGroupId() == null && parent != null ? parent.getGroupId() : model.getGroupId();
        String version = model.getVersion() == null && parent != null ? parent.getVersion() : model.getVersion();
        return group + ":" + model.getArtifactId() + ":" + version;
    }
}
