package io.quenyan.project.graph;

import io.quenyan.project.Integration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What is different in a later graph.
///
/// A dependency of which one version went and one came has changed, and with it none of its edges.
///
/// @param differences nodes, then edges, integrations and what is unresolved; each sorted
public record GraphDiff(List<Difference> differences) {

    /// What happened.
    public enum Change {
        ADDED("added", '+'),
        REMOVED("removed", '-'),
        CHANGED("changed", '~');

        private final String text;
        private final char sign;

        Change(String text, char sign) {
            this.text = text;
            this.sign = sign;
        }

        public String text() {
            return text;
        }
    }

    /// One difference.
    ///
    /// @param what `node`, `edge`, `integration` or `unresolved`
    /// @param id a node's id, or the ids of an edge's ends
    /// @param detail what changed; empty for what came or went
    public record Difference(Change change, String what, String id, String detail) {

        /// For people.
        public String line() {
            return "%s %s %s%s".formatted(change.sign, what, id, detail.isEmpty() ? "" : ": " + detail);
        }
    }

    public GraphDiff {
        differences = List.copyOf(differences);
    }

    /// From `before` to `after`.
    public static GraphDiff of(ProjectGraph before, ProjectGraph after) {
        return new Comparison(before, after).diff();
    }

    public boolean isEmpty() {
        return differences.isEmpty();
    }

    /// How many there are of a change.
    public long count(Change change, String what) {
        return differences.stream()
                .filter(each -> each.change() == change && each.what().equals(what))
                .count();
    }

    /// One comparison while it is made.
    private static final class Comparison {

        private final ProjectGraph before;
        private final ProjectGraph after;
        private final List<Difference> found = new ArrayList<>();
        private final Map<String, String> successors = new HashMap<>();

        Comparison(ProjectGraph before, ProjectGraph after) {
            this.before = before;
            this.after = after;
        }

        GraphDiff diff() {
            Map<String, GraphNode> old = byId(before);
            Map<String, GraphNode> now = byId(after);
            findSuccessors(old, now);
            compareNodes(old, now);
            compareEdges();
            compareTexts("integration", integrations(before), integrations(after));
            compareTexts("unresolved", unresolved(before), unresolved(after));
            return new GraphDiff(found);
        }

        private static Map<String, GraphNode> byId(ProjectGraph graph) {
            return graph.nodes().stream().collect(Collectors.toMap(GraphNode::id, Function.identity()));
        }

        private void findSuccessors(Map<String, GraphNode> old, Map<String, GraphNode> now) {
            Map<String, List<GraphNode>> gone = unique(before, now);
            Map<String, List<GraphNode>> come = unique(after, old);
            gone.forEach((name, nodes) -> {
                List<GraphNode> others = come.getOrDefault(name, List.of());
                if (nodes.size() == 1 && others.size() == 1) {
                    successors.put(nodes.getFirst().id(), others.getFirst().id());
                }
            });
        }

        /// The dependencies that the other graph does not have, by what they are whatever their version.
        private static Map<String, List<GraphNode>> unique(ProjectGraph graph, Map<String, GraphNode> other) {
            return graph.nodes().stream()
                    .filter(node -> node.type() == NodeType.DEPENDENCY && !other.containsKey(node.id()))
                    .collect(Collectors.groupingBy(GraphNode::withoutVersion));
        }

        private void compareNodes(Map<String, GraphNode> old, Map<String, GraphNode> now) {
            for (GraphNode node : before.nodes()) {
                GraphNode successor = now.get(successors.getOrDefault(node.id(), node.id()));
                if (successor == null) {
                    add(Change.REMOVED, "node", node.id(), "");
                } else if (!node.attributes().equals(successor.attributes())) {
                    String id = successor.id().equals(node.id()) ? node.id() : node.withoutVersion();
                    add(Change.CHANGED, "node", id, changes(node.attributes(), successor.attributes()));
                }
            }
            Set<String> succeeding = new HashSet<>(successors.values());
            for (GraphNode node : after.nodes()) {
                if (!old.containsKey(node.id()) && !succeeding.contains(node.id())) {
                    add(Change.ADDED, "node", node.id(), "");
                }
            }
        }

        private void compareEdges() {
            Map<GraphEdge.Key, GraphEdge> now = new HashMap<>();
            after.edges().forEach(edge -> now.put(edge.key(), edge));
            for (GraphEdge edge : before.edges()) {
                GraphEdge same = now.remove(new GraphEdge.Key(
                        successors.getOrDefault(edge.from(), edge.from()),
                        successors.getOrDefault(edge.to(), edge.to()),
                        edge.type()));
                if (same == null) {
                    add(Change.REMOVED, "edge", told(edge), "");
                } else if (!same.attributes().equals(edge.attributes())) {
                    add(Change.CHANGED, "edge", told(same), changes(edge.attributes(), same.attributes()));
                }
            }
            after.edges().stream()
                    .filter(edge -> now.containsKey(edge.key()))
                    .forEach(edge -> add(Change.ADDED, "edge", told(edge), ""));
        }

        private void compareTexts(String what, TreeSet<String> old, TreeSet<String> now) {
            old.stream().filter(each -> !now.contains(each)).forEach(each -> add(Change.REMOVED, what, each, ""));
            now.stream().filter(each -> !old.contains(each)).forEach(each -> add(Change.ADDED, what, each, ""));
        }

        private static TreeSet<String> integrations(ProjectGraph graph) {
            return graph.integrations().stream().map(Comparison::told).collect(Collectors.toCollection(TreeSet::new));
        }

        private static String told(Integration integration) {
            return "%s (%s)".formatted(integration.system(), integration.manifestPath());
        }

        private static String told(GraphEdge edge) {
            return "%s %s %s".formatted(edge.from(), edge.type().text(), edge.to());
        }

        private static TreeSet<String> unresolved(ProjectGraph graph) {
            return graph.unresolved().stream()
                    .map(each -> "%s: %s".formatted(each.file(), each.reason()))
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private static String changes(SortedMap<String, String> old, SortedMap<String, String> now) {
            TreeMap<String, String> names = new TreeMap<>(old);
            names.putAll(now);
            return names.keySet().stream()
                    .filter(name -> !Objects.equals(old.get(name), now.get(name)))
                    .map(name -> "%s %s -> %s"
                            .formatted(name, old.getOrDefault(name, "none"), now.getOrDefault(name, "none")))
                    .collect(Collectors.joining(", "));
        }

        private void add(Change change, String what, String id, String detail) {
            found.add(new Difference(change, what, id, detail));
        }
    }
}
