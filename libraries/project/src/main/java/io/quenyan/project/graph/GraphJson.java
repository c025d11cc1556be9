package io.quenyan.project.graph;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.Integration;
import java.util.SortedMap;
import java.util.TreeSet;

/// A graph as JSON: the canonical form, and the report that has the same parts and more.
public final class GraphJson {

    static final String FORMAT = "quenyan-graph/1";

    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private GraphJson() {}

    /// No spaces, members in the order of their names, text as UTF-8 escaped only where JSON must.
    static String canonical(ProjectGraph graph) {
        try {
            return JSON.writeValueAsString(document(graph));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree in memory must be writable", e);
        }
    }

    /// The canonical graph as a document.
    public static ObjectNode document(ProjectGraph graph) {
        ObjectNode json = NODES.objectNode();
        json.set("edges", edges(graph));
        json.put("format", FORMAT);
        ArrayNode integrations = json.putArray("integrations");
        graph.integrations()
                .forEach(each -> integrations
                        .addObject()
                        .put("manifest_path", each.manifestPath())
                        .put("system", each.system()));
        json.set("nodes", nodes(graph));
        ArrayNode unresolved = json.putArray("unresolved");
        TreeSet<Unresolved> told = new TreeSet<>(Unresolved.ORDER);
        graph.unresolved().forEach(each -> told.add(new Unresolved(each.file(), each.reason(), "")));
        told.forEach(each -> unresolved
                .addObject()
                .put("file", each.file())
                .put("reason", each.reason().name()));
        return json;
    }

    /// The members of `payload` in a report, without `project_root`.
    public static void describe(ObjectNode payload, ProjectGraph graph) {
        ObjectNode adjacency = payload.putObject("graph");
        graph.adjacency().forEach((id, targets) -> {
            ArrayNode list = adjacency.putArray(id);
            targets.forEach(list::add);
        });
        payload.set("nodes", nodes(graph));
        payload.set("edges", edges(graph));
        payload.set("integrations", integrations(graph));
        ArrayNode unresolved = payload.putArray("unresolved");
        graph.unresolved()
                .forEach(each -> unresolved
                        .addObject()
                        .put("file", each.file())
                        .put("reason", each.reason().name())
                        .put("detail", each.detail()));
        ArrayNode cycles = payload.putArray("cycles");
        graph.cycles().forEach(cycle -> cycle.forEach(cycles.addArray()::add));
        payload.put("digest", graph.digest());
    }

    /// The integrations with all that is told of them.
    public static ArrayNode integrations(ProjectGraph graph) {
        ArrayNode integrations = NODES.arrayNode();
        for (Integration each : graph.integrations()) {
            ObjectNode node = integrations.addObject();
            node.put("system", each.system());
            node.put("manifest_path", each.manifestPath());
            each.suggestedCommands().forEach(node.putArray("suggested_commands")::add);
            node.put("ci_template", each.ciTemplate());
        }
        return integrations;
    }

    private static ArrayNode nodes(ProjectGraph graph) {
        ArrayNode nodes = NODES.arrayNode();
        for (GraphNode node : graph.nodes()) {
            ObjectNode json = nodes.addObject();
            attributes(json, node.attributes());
            json.put("id", node.id());
            json.put("type", node.type().text());
        }
        return nodes;
    }

    private static JsonNode edges(ProjectGraph graph) {
        ArrayNode edges = NODES.arrayNode();
        for (GraphEdge edge : graph.edges()) {
            ObjectNode json = edges.addObject();
            attributes(json, edge.attributes());
            json.put("from", edge.from());
            json.put("to", edge.to());
            json.put("type", edge.type().text());
        }
        return edges;
    }

    private static void attributes(ObjectNode json, SortedMap<String, String> attributes) {
        if (!attributes.isEmpty()) {
            attributes.forEach(json.putObject("attributes")::put);
        }
    }
}
