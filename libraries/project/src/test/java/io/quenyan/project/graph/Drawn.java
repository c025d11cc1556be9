package io.quenyan.project.graph;

import io.quenyan.project.Dependencies;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.graph.systems.BuildSystems;
import java.util.List;
import java.util.Optional;

/// Graphs of trees in memory, and what tests ask of them.
public final class Drawn {

    private Drawn() {}

    public static ProjectGraph of(ProjectTree tree) {
        return new Topology(BuildSystems.ALL, false, Dependencies.NONE, Optional.empty()).of(tree);
    }

    /// `from type to`, with the attributes where there are any.
    public static List<String> edges(ProjectGraph graph) {
        return graph.edges().stream()
                .map(edge -> "%s %s %s%s"
                        .formatted(
                                edge.from(),
                                edge.type().text(),
                                edge.to(),
                                edge.attributes().isEmpty() ? "" : " " + edge.attributes()))
                .toList();
    }

    public static List<String> ids(ProjectGraph graph) {
        return graph.nodes().stream().map(GraphNode::id).toList();
    }

    /// `file REASON`.
    public static List<String> unresolved(ProjectGraph graph) {
        return graph.unresolved().stream()
                .map(each -> each.file() + " " + each.reason())
                .toList();
    }
}
