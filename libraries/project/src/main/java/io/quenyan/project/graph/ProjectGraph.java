package io.quenyan.project.graph;

import io.quenyan.project.Integration;
import io.quenyan.project.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A project's package topology.
///
/// @param nodes sorted by id
/// @param edges sorted by beginning, end and type; both ends are among the nodes
/// @param integrations the build systems at the project's root
/// @param unresolved what could not be understood, sorted by file
public record ProjectGraph(
        List<GraphNode> nodes, List<GraphEdge> edges, List<Integration> integrations, List<Unresolved> unresolved) {

    /// Where a project keeps the graph that was accepted. It is no part of any graph.
    public static final String EXPECTED = ".quenyan/expected-graph.json";

    /// Sorts.
    public ProjectGraph {
        nodes = nodes.stream().sorted(GraphNode.ORDER).toList();
        edges = edges.stream().sorted(GraphEdge.ORDER).toList();
        integrations = List.copyOf(integrations);
        unresolved = unresolved.stream().sorted(Unresolved.ORDER).toList();
    }

    /// What each node has edges to.
    public SortedMap<String, List<String>> adjacency() {
        SortedMap<String, List<String>> adjacency = new TreeMap<>(GraphOrder.BY_BYTES);
        nodes.forEach(node -> adjacency.put(node.id(), new ArrayList<>()));
        for (GraphEdge edge : edges) {
            List<String> targets = adjacency.getOrDefault(edge.from(), new ArrayList<>());
            if (targets.isEmpty() || !targets.getLast().equals(edge.to())) {
                targets.add(edge.to());
            }
        }
        return adjacency;
    }

    /// What depends on itself through others. Each is the shortest way round from its first node.
    public List<List<String>> cycles() {
        return Cycles.in(this);
    }

    /// The bytes that stand for the topology: no time, no place. See docs/concepts/package-topology.md.
    public byte[] canonical() {
        return GraphJson.canonical(this).getBytes(StandardCharsets.UTF_8);
    }

    /// SHA-256 of [#canonical], 64 lower-case hex digits.
    public String digest() {
        return Sha256.hex(canonical());
    }
}
