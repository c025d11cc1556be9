package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.file.OwnFolder;
import io.quenyan.project.graph.GraphJson;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes down what the graph is, as what it is expected to be.
@Command(description = "Make the project's graph the expected one: .quenyan/expected-graph.json, for version control.")
final class GraphAcceptCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final GraphOptions options = new GraphOptions();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    GraphAcceptCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = options.defaults();
        ExpectedGraph expected = new ExpectedGraph(run, defaults, options.id(defaults));
        ProjectGraph graph = options.draw(defaults, run);
        Path file = expected.accepted();
        if (Files.isRegularFile(file)) {
            tellChange(expected, graph);
        }
        if (!dryRun.given()) {
            new OwnFolder(defaults.root())
                    .write(file, Run.utf8(GraphJson.document(graph).toPrettyString() + "\n"));
        }
        ObjectNode json = Run.object();
        json.put("file", file.toString());
        json.put("digest", graph.digest());
        json.put("nodes", graph.nodes().size());
        json.put("edges", graph.edges().size());
        json.put("written", !dryRun.given());
        run.print(
                json,
                "%s '%s' as the expected graph: %s"
                        .formatted(dryRun.given() ? "Would write" : "Wrote", file, graph.digest()));
        return Exit.OK.code();
    }

    /// What was accepted before; that it cannot be read is a reason to write it anew.
    private void tellChange(ExpectedGraph expected, ProjectGraph graph) throws IOException {
        try {
            expected.compare("", graph).tell(run);
        } catch (CommandFailure e) {
            run.warn(String.valueOf(e.getMessage()));
        }
    }
}
