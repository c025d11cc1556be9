package io.quenyan.cli;

import io.quenyan.project.IndexEntry;
import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.GraphNode;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// An index that says more of a project's packages than its files do: digests, and under which key each stands.
final class GraphIndexOption {

    @Option(
            names = "--index",
            paramLabel = "I",
            description = "Add what this index.json says of packages: their SHA-256 and their keys.")
    private @Nullable Path index;

    /// The graph with the index's packages. It is no canonical graph any more: the same files have other packages.
    ProjectGraph completed(ProjectGraph graph) throws IOException {
        if (index == null) {
            return graph;
        }
        Map<String, GraphNode> nodes = new LinkedHashMap<>();
        graph.nodes().forEach(node -> nodes.put(node.id(), node));
        List<GraphEdge> keys = new ArrayList<>();
        for (IndexEntry entry : IndexOptions.read(index).claimed().entries()) {
            GraphNode packaged =
                    nodes.getOrDefault(IndexedGraph.id(entry), GraphNode.of(NodeType.PACKAGE, entry.packageName()));
            nodes.put(
                    packaged.id(),
                    packaged.with("sha256", entry.sha256())
                            .with("kind", entry.kind().text()));
            if (entry.keyId() != null) {
                GraphNode key = GraphNode.of(NodeType.KEY, entry.keyId());
                nodes.putIfAbsent(key.id(), key);
                keys.add(GraphEdge.of(packaged.id(), EdgeType.PROTECTED_BY, key.id())
                        .with("key_version", entry.keyVersion()));
            }
        }
        Set<String> keyed = keys.stream().map(GraphEdge::from).collect(Collectors.toSet());
        List<GraphEdge> edges = new ArrayList<>(keys);
        graph.edges().stream()
                .filter(edge -> edge.type() != EdgeType.PROTECTED_BY || !keyed.contains(edge.from()))
                .forEach(edges::add);
        return new ProjectGraph(List.copyOf(nodes.values()), edges, graph.integrations(), graph.unresolved());
    }
}
