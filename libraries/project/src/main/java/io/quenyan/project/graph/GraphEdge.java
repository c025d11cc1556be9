package io.quenyan.project.graph;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An edge of the graph. There is one of a type between two nodes.
///
/// @param attributes what the manifest says of it, such as `scope` and `requirement`
public record GraphEdge(String from, String to, EdgeType type, SortedMap<String, String> attributes) {

    static final Comparator<GraphEdge> ORDER = Comparator.comparing(GraphEdge::from, GraphOrder.BY_BYTES)
            .thenComparing(GraphEdge::to, GraphOrder.BY_BYTES)
            .thenComparing(GraphEdge::type);

    private static final String SEPARATOR = ", ";

    public GraphEdge {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /// An edge of which nothing more is said.
    public static GraphEdge of(String from, EdgeType type, String to) {
        return new GraphEdge(from, to, type, new TreeMap<>());
    }

    /// The same with one more attribute; itself if there is no value.
    public GraphEdge with(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        SortedMap<String, String> more = new TreeMap<>(attributes);
        more.put(name, value);
        return new GraphEdge(from, to, type, more);
    }

    /// Both are the same edge, said twice: what is said differently is listed.
    GraphEdge and(GraphEdge other) {
        if (attributes.equals(other.attributes)) {
            return this;
        }
        SortedMap<String, String> both = new TreeMap<>(attributes);
        other.attributes.forEach((name, value) -> both.merge(name, value, GraphEdge::joined));
        return new GraphEdge(from, to, type, both);
    }

    private static String joined(String one, String other) {
        if (one.equals(other)) {
            return one;
        }
        TreeSet<String> values = new TreeSet<>(Arrays.asList(one.split(SEPARATOR)));
        values.addAll(Arrays.asList(other.split(SEPARATOR)));
        return String.join(SEPARATOR, values);
    }

    /// What tells an edge from others.
    record Key(String from, String to, EdgeType type) {}

    Key key() {
        return new Key(from, to, type);
    }
}
