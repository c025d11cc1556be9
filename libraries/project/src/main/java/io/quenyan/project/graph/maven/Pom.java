package io.quenyan.project.graph.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.model.Model;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Plugin;
import org.jspecify.annotations.Nullable;

/// A POM with what it has from its parents, as far as they are in the project.
///
/// @param lineage itself, its parent, and so on to the last one in the project
record Pom(String path, List<Model> lineage) {

    private static final int MOST_STEPS = 50;
    private static final int LONGEST = 1_000;

    Pom {
        lineage = List.copyOf(lineage);
    }

    Model model() {
        return lineage.getFirst();
    }

    /// The parent that is not in the project, if the lineage ends in one.
    Optional<Parent> foreignParent() {
        return Optional.ofNullable(lineage.getLast().getParent());
    }

    @Nullable
    String groupId() {
        Model model = model();
        return resolved(
                model.getGroupId() == null && model.getParent() != null
                        ? model.getParent().getGroupId()
                        : model.getGroupId());
    }

    @Nullable
    String artifactId() {
        return resolved(model().getArtifactId());
    }

    @Nullable
    String version() {
        Model model = model();
        return resolved(
                model.getVersion() == null && model.getParent() != null
                        ? model.getParent().getVersion()
                        : model.getVersion());
    }

    /// `text` with its `${…}` replaced by what the project says; null if it does not say one of them.
    @Nullable
    String resolved(@Nullable String text) {
        if (text == null || text.indexOf("${") < 0) {
            return text == null ? null : text.strip();
        }
        String left = text;
        for (int step = 0; step < MOST_STEPS && left.length() <= LONGEST; step++) {
            int begin = left.lastIndexOf("${");
            if (begin < 0) {
                return left.strip();
            }
            int end = left.indexOf('}', begin);
            String value = end < 0 ? null : property(left.substring(begin + 2, end));
            if (value == null) {
                return null;
            }
            left = left.substring(0, begin) + value + left.substring(end + 1);
        }
        return null;
    }

    /// The raw value of a property: a later heir's comes first.
    private @Nullable String property(String name) {
        for (Model model : lineage) {
            String value = model.getProperties().getProperty(name);
            if (value != null) {
                return value;
            }
        }
        Model model = model();
        Parent parent = model.getParent();
        return switch (name.replaceFirst("^(project|pom)\\.", "")) {
            case "version" -> model.getVersion() != null || parent == null ? model.getVersion() : parent.getVersion();
            case "groupId" -> model.getGroupId() != null || parent == null ? model.getGroupId() : parent.getGroupId();
            case "artifactId" -> model.getArtifactId();
            case "parent.version" -> parent == null ? null : parent.getVersion();
            case "parent.groupId" -> parent == null ? null : parent.getGroupId();
            case "parent.artifactId" -> parent == null ? null : parent.getArtifactId();
            default -> null;
        };
    }

    /// Every plug-in that builds it, the heir's own version first.
    List<Plugin> plugins() {
        Map<String, Plugin> plugins = new TreeMap<>();
        for (Model model : lineage) {
            if (model.getBuild() != null) {
                model.getBuild().getPlugins().stream()
                        .filter(plugin -> model == model() || !"false".equals(plugin.getInherited()))
                        .forEach(plugin -> plugins.merge(plugin.getKey(), plugin, Pom::versioned));
            }
        }
        return new ArrayList<>(plugins.values());
    }

    /// The version that the project's own files want for a plug-in that says none.
    @Nullable
    String managedVersion(Plugin plugin) {
        for (Model model : lineage) {
            if (model.getBuild() != null && model.getBuild().getPluginManagement() != null) {
                for (Plugin managed : model.getBuild().getPluginManagement().getPlugins()) {
                    if (managed.getKey().equals(plugin.getKey()) && managed.getVersion() != null) {
                        return managed.getVersion();
                    }
                }
            }
        }
        return null;
    }

    private static Plugin versioned(Plugin heirs, Plugin parents) {
        return heirs.getVersion() == null && parents.getVersion() != null ? parents : heirs;
    }
}
