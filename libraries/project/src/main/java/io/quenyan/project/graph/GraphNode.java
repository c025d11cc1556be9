package io.quenyan.project.graph;

import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A node of the graph.
///
/// @param id the same wherever the project lies
/// @param attributes what its manifest says, such as `version`, `path` and `purl`
public record GraphNode(String id, NodeType type, SortedMap<String, String> attributes) {

    /// The attribute of a module that names its manifest.
    public static final String MANIFEST = "manifest";

    static final Comparator<GraphNode> ORDER = Comparator.comparing(GraphNode::id, GraphOrder.BY_BYTES);

    public GraphNode {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// A node without attributes whose id is its type and `name`.
    public static GraphNode of(NodeType type, String name) {
        return new GraphNode(type.id(name), type, new TreeMap<>());
    }

    /// The same with one more attribute; itself if there is no value.
    public GraphNode with(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        SortedMap<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return new GraphNode(id, type, more);
    }

    /// Both are the same node. Where they differ, the lesser text counts, whichever came first.
    GraphNode and(GraphNode other) {
        if (attributes.equals(other.attributes)) {
            return this;
        }
        SortedMap<String, String> both = new TreeMap<>(attributes);
        other.attributes.forEach((name, value) -> both.merge(name, value, GraphNode::lesser));
        return new GraphNode(id, type, both);
    }

    private static String lesser(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    /// An attribute's value.
    public @Nullable String attribute(String name) {
        return attributes.get(name);
    }

    /// What a dependency is, whatever its version; the id of any other node.
    String withoutVersion() {
        return type == NodeType.DEPENDENCY ? Purl.withoutVersion(id) : id;
    }
}
