package io.quenyan.project.graph;

import io.quenyan.project.Integration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A graph while it is drawn. What is said twice is there once, and the order in which things are said does not matter.
public final class GraphDrawing {

    private final Map<String, GraphNode> nodes = new HashMap<>();
    private final Map<GraphEdge.Key, GraphEdge> edges = new HashMap<>();
    private final Set<Unresolved> unresolved = new TreeSet<>(Unresolved.ORDER);

    /// Draws a node and returns its id.
    public String node(GraphNode node) {
        nodes.merge(node.id(), node, GraphNode::and);
        return node.id();
    }

    /// Draws a dependency. A name that can be none is told as a fault of `file`.
    public Optional<String> dependency(String file, String name, Optional<String> purl) {
        if (purl.isEmpty()) {
            unresolved(file, Unresolved.Reason.BAD_NAME, "'%s' can be no package".formatted(Text.shown(name)));
            return Optional.empty();
        }
        String id = purl.get();
        nodes.computeIfAbsent(id, GraphDrawing::dependency);
        return purl;
    }

    private static GraphNode dependency(String purl) {
        return new GraphNode(purl, NodeType.DEPENDENCY, new TreeMap<>()).with("version", Purl.version(purl));
    }

    /// Says more of a node that is drawn.
    public void describe(String id, String name, String value) {
        nodes.computeIfPresent(
                id, (_, node) -> node.and(new GraphNode(id, node.type(), new TreeMap<>()).with(name, value)));
    }

    /// Whether there is such a node.
    public boolean has(String id) {
        return nodes.containsKey(id);
    }

    /// The modules that are drawn, by the folder of their manifest.
    Map<String, Set<String>> modulesByFolder() {
        Map<String, Set<String>> modules = new HashMap<>();
        for (GraphNode node : nodes.values()) {
            String manifest = node.attribute(GraphNode.MANIFEST);
            if (node.type() == NodeType.MODULE && manifest != null) {
                modules.computeIfAbsent(Manifests.folder(manifest), _ -> new TreeSet<>())
                        .add(node.id());
            }
        }
        return modules;
    }

    /// Draws an edge between two nodes that are drawn, now or later.
    public void edge(GraphEdge edge) {
        edges.merge(edge.key(), edge, GraphEdge::and);
    }

    /// Tells what could not be understood.
    public void unresolved(String file, Unresolved.Reason reason, String detail) {
        unresolved.add(new Unresolved(file, reason, detail));
    }

    /// The graph.
    ///
    /// @throws IllegalStateException if an edge ends nowhere: a reader forgot a node
    public ProjectGraph graph(List<Integration> integrations) {
        for (GraphEdge edge : edges.values()) {
            if (!nodes.containsKey(edge.from()) || !nodes.containsKey(edge.to())) {
                throw new IllegalStateException("An edge has no node: %s".formatted(edge));
            }
        }
        return new ProjectGraph(
                List.copyOf(nodes.values()), List.copyOf(edges.values()), integrations, List.copyOf(unresolved));
    }
}
