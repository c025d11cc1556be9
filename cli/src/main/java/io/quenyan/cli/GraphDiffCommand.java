package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.GraphDiff;
import io.quenyan.project.graph.GraphDiff.Change;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Tells what is different between two graphs.
@Command(
        description = "Tell what differs between two graphs: reports, or canonical ones.",
        footer = "Exit: 0 compared, equal or not, 7 a file holds no graph.")
final class GraphDiffCommand implements Callable<Integer> {

    private final Run run;

    @Parameters(index = "0", paramLabel = "A", description = "The earlier graph.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path before;

    @Parameters(index = "1", paramLabel = "B", description = "The later graph.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path after;

    GraphDiffCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        ProjectGraph old = ExpectedGraph.read(before);
        ProjectGraph now = ExpectedGraph.read(after);
        GraphDiff diff = GraphDiff.of(old, now);
        ObjectNode json = Run.object();
        json.put("before", old.digest());
        json.put("after", now.digest());
        ObjectNode counts = json.putObject("counts");
        for (Change change : Change.values()) {
            counts.putObject(change.text())
                    .put("nodes", diff.count(change, "node"))
                    .put("edges", diff.count(change, "edge"));
        }
        json.set("differences", ExpectedGraph.Comparison.json(diff));
        run.print(
                json,
                diff.isEmpty()
                        ? "Nothing differs: %s".formatted(now.digest())
                        : diff.differences().stream()
                                .map(GraphDiff.Difference::line)
                                .collect(Collectors.joining("\n")));
        return Exit.OK.code();
    }
}
