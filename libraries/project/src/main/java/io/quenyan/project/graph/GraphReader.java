package io.quenyan.project.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quenyan.project.Integration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// Reads graphs back: canonical ones, and reports, of which it takes the payload.
public final class GraphReader {

    /// A graph of 100,000 nodes is shorter.
    public static final int MOST_BYTES = 256 * 1024 * 1024;

    private static final JsonMapper JSON = new JsonMapper();

    private GraphReader() {}

    /// @throws GraphException if `bytes` hold no graph
    public static ProjectGraph read(byte[] bytes) {
        try {
            JsonNode json = JSON.readTree(bytes);
            JsonNode graph = json.path("payload").isObject() ? json.path("payload") : json;
            if (!graph.path("nodes").isArray() || !graph.path("edges").isArray()) {
                throw new GraphException("it has no nodes and edges");
            }
            return checked(new ProjectGraph(
                    nodes(graph.path("nodes")),
                    edges(graph.path("edges")),
                    integrations(graph.path("integrations")),
                    unresolved(graph.path("unresolved"))));
        } catch (IOException e) {
            throw new GraphException("it is not JSON", e);
        } catch (IllegalArgumentException e) {
            throw new GraphException(Text.shown(String.valueOf(e.getMessage())), e);
        }
    }

    private static ProjectGraph checked(ProjectGraph graph) {
        Set<String> ids = new HashSet<>();
        graph.nodes().forEach(node -> ids.add(node.id()));
        if (ids.size() != graph.nodes().size()) {
            throw new GraphException("it has a node twice");
        }
        for (GraphEdge edge : graph.edges()) {
            if (!ids.contains(edge.from()) || !ids.contains(edge.to())) {
                throw new GraphException("an edge has no node");
            }
        }
        return graph;
    }

    private static List<GraphNode> nodes(JsonNode array) {
        List<GraphNode> nodes = new ArrayList<>();
        for (JsonNode each : array) {
            nodes.add(new GraphNode(
                    each.path("id").asText(), NodeType.of(each.path("type").asText()), attributes(each)));
        }
        return nodes;
    }

    private static List<GraphEdge> edges(JsonNode array) {
        List<GraphEdge> edges = new ArrayList<>();
        for (JsonNode each : array) {
            edges.add(new GraphEdge(
                    each.path("from").asText(),
                    each.path("to").asText(),
                    EdgeType.of(each.path("type").asText()),
                    attributes(each)));
        }
        return edges;
    }

    private static TreeMap<String, String> attributes(JsonNode of) {
        TreeMap<String, String> attributes = new TreeMap<>();
        of.path("attributes")
                .properties()
                .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
        return attributes;
    }

    private static List<Integration> integrations(JsonNode array) {
        List<Integration> integrations = new ArrayList<>();
        for (JsonNode each : array) {
            List<String> commands = new ArrayList<>();
            each.path("suggested_commands").forEach(command -> commands.add(command.asText()));
            integrations.add(new Integration(
                    each.path("system").asText(),
                    each.path("manifest_path").asText(),
                    commands,
                    each.path("ci_template").asText()));
        }
        return integrations;
    }

    private static List<Unresolved> unresolved(JsonNode array) {
        List<Unresolved> unresolved = new ArrayList<>();
        for (JsonNode each : array) {
            unresolved.add(new Unresolved(
                    each.path("file").asText(),
                    Unresolved.Reason.valueOf(each.path("reason").asText()),
                    each.path("detail").asText()));
        }
        return unresolved;
    }
}
