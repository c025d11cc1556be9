package io.quenyan.cli;

import io.quenyan.project.Integration;
import io.quenyan.project.graph.GraphNode;
import io.quenyan.project.graph.NodeType;
import io.quenyan.project.graph.ProjectGraph;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A graph in words.
final class GraphText {

    private static final int MOST_LINES = 20;

    private final Run run;
    private final ProjectGraph graph;

    GraphText(Run run, ProjectGraph graph) {
        this.run = run;
        this.graph = graph;
    }

    String summary() {
        Map<NodeType, Long> counts = graph.nodes().stream()
                .collect(Collectors.groupingBy(
                        GraphNode::type, () -> new EnumMap<>(NodeType.class), Collectors.counting()));
        List<String> lines = new ArrayList<>();
        lines.add("%d nodes (%s), %d edges, %d cycles, %d unresolved"
                .formatted(
                        graph.nodes().size(),
                        counts.entrySet().stream()
                                .map(each -> "%s %d".formatted(each.getKey().text(), each.getValue()))
                                .collect(Collectors.joining(", ")),
                        graph.edges().size(),
                        graph.cycles().size(),
                        graph.unresolved().size()));
        for (Integration integration : graph.integrations()) {
            lines.add("%s: %s".formatted(integration.system(), integration.manifestPath()));
        }
        lines.add("digest %s".formatted(graph.digest()));
        return String.join("\n", lines);
    }

    /// For people who look on: the report has all of it.
    void tellTroubles() {
        tell(graph.cycles().stream()
                .map(cycle -> "cycle: %s -> %s".formatted(String.join(" -> ", cycle), cycle.getFirst()))
                .toList());
        tell(graph.unresolved().stream()
                .map(each -> "unresolved: %s: %s: %s".formatted(each.file(), each.reason(), each.detail()))
                .toList());
    }

    private void tell(List<String> lines) {
        lines.stream().limit(MOST_LINES).forEach(run::say);
        if (lines.size() > MOST_LINES) {
            run.say("… and %d more; --json has all".formatted(lines.size() - MOST_LINES));
        }
    }
}
