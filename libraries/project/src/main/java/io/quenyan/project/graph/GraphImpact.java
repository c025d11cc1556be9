package io.quenyan.project.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a change of some nodes reaches, when they are built anew, replaced or found to be compromised.
///
/// @param reached nearest first, then by id; not the nodes themselves
public record GraphImpact(List<Reached> reached) {

    /// @param distance how many edges away
    /// @param via the node it is reached from, one edge nearer
    /// @param by the edge that leads there
    public record Reached(GraphNode node, int distance, String via, EdgeType by) {}

    public GraphImpact {
        reached = List.copyOf(reached);
    }

    /// What `changed` reaches in `graph`.
    public static GraphImpact of(ProjectGraph graph, Collection<String> changed) {
        Map<String, GraphNode> nodes = new HashMap<>();
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
        Map<String, List<GraphEdge>> affects = new HashMap<>();
        for (GraphEdge edge : graph.edges()) {
            String cause = edge.type().isForward() ? edge.from() : edge.to();
            affects.computeIfAbsent(cause, _ -> new ArrayList<>()).add(edge);
        }
        List<Reached> reached = new ArrayList<>();
        Map<String, Integer> distances = new HashMap<>();
        changed.forEach(id -> distances.put(id, 0));
        Set<String> seen = new HashSet<>(changed);
        Deque<String> open = new ArrayDeque<>(changed.stream().sorted().toList());
        while (!open.isEmpty()) {
            String cause = open.removeFirst();
            int distance = distances.getOrDefault(cause, 0) + 1;
            for (GraphEdge edge : affects.getOrDefault(cause, List.of())) {
                String effect = edge.type().isForward() ? edge.to() : edge.from();
                GraphNode node = nodes.get(effect);
                if (node != null && seen.add(effect)) {
                    distances.put(effect, distance);
                    reached.add(new Reached(node, distance, cause, edge.type()));
                    open.addLast(effect);
                }
            }
        }
        reached.sort(Comparator.comparingInt(Reached::distance)
                .thenComparing(each -> each.node().id(), GraphOrder.BY_BYTES));
        return new GraphImpact(reached);
    }

    /// What of the reached must be made again: encrypted packages, or modules.
    public List<String> toRebuild(NodeType type) {
        return reached.stream()
                .map(Reached::node)
                .filter(node -> node.type() == type)
                .map(GraphNode::id)
                .toList();
    }

    /// The nodes that somebody means by `text`: an id, an id without the version, or the name after the type.
    public static List<String> meant(ProjectGraph graph, String text) {
        for (GraphNode node : graph.nodes()) {
            if (node.id().equals(text)) {
                return List.of(text);
            }
        }
        return graph.nodes().stream()
                .filter(node -> node.withoutVersion().equals(text) || isName(node.id(), text))
                .map(GraphNode::id)
                .toList();
    }

    private static boolean isName(String id, String text) {
        int begin = id.length() - text.length() - 1;
        return !text.isEmpty() && begin > 0 && id.endsWith(text) && (id.charAt(begin) == ':');
    }
}
