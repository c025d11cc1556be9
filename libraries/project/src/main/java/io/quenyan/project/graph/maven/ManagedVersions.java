package io.quenyan.project.graph.maven;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.jspecify.annotations.Nullable;

/// What `dependencyManagement` says for a POM, its parents and the bills of materials that they import, as far as these
/// are in the project.
final class ManagedVersions {

    /// What is said of a dependency that says it not itself.
    record Managed(@Nullable String version, @Nullable String scope) {}

    private final Reactor reactor;
    private final Map<String, Map<String, Managed>> byPom = new HashMap<>();

    ManagedVersions(Reactor reactor) {
        this.reactor = reactor;
    }

    Optional<Managed> of(Pom pom, Dependency dependency) {
        return Optional.ofNullable(of(pom, new HashSet<>()).get(key(pom, dependency)));
    }

    /// Imports that go round in a circle say nothing more the second time.
    private Map<String, Managed> of(Pom pom, Set<String> importing) {
        Map<String, Managed> known = byPom.get(pom.path());
        if (known != null) {
            return known;
        }
        Map<String, Managed> managed = new HashMap<>();
        if (!importing.add(pom.path())) {
            return managed;
        }
        List<Dependency> imports = new ArrayList<>();
        for (Dependency each : managed(pom)) {
            if (isImport(each)) {
                imports.add(each);
            } else {
                managed.putIfAbsent(key(pom, each), new Managed(pom.resolved(each.getVersion()), each.getScope()));
            }
        }
        for (Dependency each : imports) {
            imported(pom, each).ifPresent(bom -> of(bom, importing).forEach(managed::putIfAbsent));
        }
        byPom.put(pom.path(), managed);
        return managed;
    }

    private Optional<Pom> imported(Pom pom, Dependency bom) {
        String group = pom.resolved(bom.getGroupId());
        String artifact = pom.resolved(bom.getArtifactId());
        return group == null || artifact == null
                ? Optional.empty()
                : reactor.find(group, artifact, pom.resolved(bom.getVersion()));
    }

    private static List<Dependency> managed(Pom pom) {
        List<Dependency> all = new ArrayList<>();
        for (Model model : pom.lineage()) {
            if (model.getDependencyManagement() != null) {
                all.addAll(model.getDependencyManagement().getDependencies());
            }
        }
        return all;
    }

    static boolean isImport(Dependency dependency) {
        return "import".equals(dependency.getScope()) && "pom".equals(dependency.getType());
    }

    /// What tells a dependency from others, whatever its version.
    static String key(Pom pom, Dependency dependency) {
        return pom.resolved(dependency.getGroupId())
                + ":"
                + pom.resolved(dependency.getArtifactId())
                + ":"
                + pom.resolved(dependency.getType())
                + ":"
                + pom.resolved(dependency.getClassifier());
    }
}
