package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.GraphImpact;
import io.quenyan.project.graph.GraphNode;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Tells what a change reaches.
@Command(
        description = "Tell what is reached when something changes or is compromised, and what must be built anew.",
        footer = "Exit: 0 told, 3 the graph has no such node.")
final class GraphImpactCommand implements Callable<Integer>, Recorded {

    private static final int MOST_LIKE = 5;

    private final Run run;

    @Parameters(
            paramLabel = "NODE",
            description = "A node's id, a purl without version (all versions), a name after the type, or key:ID.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String node;

    @Mixin
    private final GraphOptions options = new GraphOptions();

    @Mixin
    private final GraphIndexOption index = new GraphIndexOption();

    GraphImpactCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = options.defaults();
        ProjectGraph graph = index.completed(options.draw(defaults, run));
        List<String> meant = GraphImpact.meant(graph, node);
        if (meant.isEmpty()) {
            throw unknown(graph);
        }
        GraphImpact impact = GraphImpact.of(graph, meant);
        run.print(json(meant, impact), text(meant, impact));
        return Exit.OK.code();
    }

    private CommandFailure unknown(ProjectGraph graph) {
        List<String> like = graph.nodes().stream()
                .map(GraphNode::id)
                .filter(id -> id.contains(node))
                .limit(MOST_LIKE)
                .toList();
        String hint = like.isEmpty()
                ? "Nodes are in: quenyan dependency-graph --json"
                : "Did you mean: " + String.join(", ", like);
        return new CommandFailure(
                Exit.NOT_FOUND, "NO_SUCH_NODE", "The graph has no node '%s'. %s".formatted(node, hint));
    }

    private static ObjectNode json(List<String> meant, GraphImpact impact) {
        ObjectNode json = Run.object();
        meant.forEach(json.putArray("changed")::add);
        ArrayNode reached = json.putArray("reached");
        impact.reached()
                .forEach(each -> reached.addObject()
                        .put("id", each.node().id())
                        .put("type", each.node().type().text())
                        .put("distance", each.distance())
                        .put("via", each.via())
                        .put("by", each.by().text()));
        ObjectNode rebuild = json.putObject("rebuild");
        impact.toRebuild(NodeType.MODULE).forEach(rebuild.putArray("modules")::add);
        impact.toRebuild(NodeType.PACKAGE).forEach(rebuild.putArray("packages")::add);
        return json;
    }

    private static String text(List<String> meant, GraphImpact impact) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: reaches %d nodes; to be built anew: %d modules, %d packages"
                .formatted(
                        String.join(", ", meant),
                        impact.reached().size(),
                        impact.toRebuild(NodeType.MODULE).size(),
                        impact.toRebuild(NodeType.PACKAGE).size()));
        impact.reached()
                .forEach(each -> lines.add("%d %s (%s %s)"
                        .formatted(each.distance(), each.node().id(), each.by().text(), each.via())));
        return String.join("\n", lines);
    }
}
