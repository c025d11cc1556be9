package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.IndexFile;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.graph.GraphNode;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// A graph held against the index of an output: which set of packages it is the topology of. Nobody vouches for the
/// index here; `verify` does.
///
/// @param notInIndex packages of the graph that the index does not have
/// @param notInGraph packages of the index that the graph does not have, of the kinds that it has
record IndexedGraph(IndexFile file, List<String> notInIndex, List<String> notInGraph) {

    static IndexedGraph read(Path index, ProjectGraph graph) throws IOException {
        IndexFile file = IndexOptions.read(index);
        Set<String> kinds = graph.nodes().stream()
                .filter(node -> node.type() == NodeType.PACKAGE)
                .map(node -> Objects.requireNonNullElse(node.attribute("kind"), ""))
                .collect(Collectors.toSet());
        Set<String> drawn = graph.nodes().stream().map(GraphNode::id).collect(Collectors.toSet());
        Set<String> indexed = file.claimed().entries().stream()
                .filter(entry -> kinds.contains(entry.kind().text()))
                .map(IndexedGraph::id)
                .collect(Collectors.toSet());
        return new IndexedGraph(
                file,
                drawn.stream()
                        .filter(id -> id.startsWith(NodeType.PACKAGE.id("")) && !indexed.contains(id))
                        .sorted()
                        .toList(),
                indexed.stream().filter(id -> !drawn.contains(id)).sorted().toList());
    }

    static String id(IndexEntry entry) {
        return NodeType.PACKAGE.id(entry.packageName());
    }

    ObjectNode json() {
        ProjectIndex index = file.claimed();
        ObjectNode json = Run.object();
        json.put("index_sha256", file.sha256());
        json.put("project", index.project());
        json.put("commit", index.commit());
        json.put("dirty", index.dirty());
        json.put("generation", index.generation());
        json.put("content_sha256", index.contentSha256());
        json.put("packages", index.entries().size());
        notInIndex.forEach(json.putArray("not_in_index")::add);
        notInGraph.forEach(json.putArray("not_in_graph")::add);
        return json;
    }

    void tell(Run run) {
        ProjectIndex index = file.claimed();
        run.say("Packages: generation %d of '%s', commit %s, content %s"
                .formatted(index.generation(), index.project(), index.commit(), index.contentSha256()));
        notInIndex.forEach(id -> run.warn("%s is not in the index".formatted(id)));
        notInGraph.forEach(id -> run.warn("%s is in the index and no file of the project makes it".formatted(id)));
    }
}
