package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.graph.GraphJson;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Draws a project's package graph: what was restored, or what a new pipeline sees, to the last version of everything.
@Command(
        description = "Report the package topology of a project: build systems, modules, packages, dependencies.",
        footer = "Exit: 0 reported, 7 it is not what --expect says.")
final class DependencyGraphCommand implements Callable<Integer>, Recorded {

    private static final String EVENT = "dependency-graph";

    private final Run run;

    @Mixin
    private final GraphOptions options = new GraphOptions();

    @Option(names = "--output", paramLabel = "FILE", description = "Write the result there and not to stdout.")
    private @Nullable Path output;

    @Option(
            names = "--canonical",
            description = "Print the canonical graph, whose SHA-256 is the digest, and nothing else.")
    private boolean canonical;

    @Option(
            names = "--expect",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "FILE|DIGEST|last",
            description = "Compare with this graph: a file, a digest, the last one that was reported here "
                    + "(default: .quenyan/expected-graph.json).")
    private @Nullable String expect;

    @Option(names = "--index", paramLabel = "I", description = "Tie the report to the packages of this index.json.")
    private @Nullable Path index;

    DependencyGraphCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = options.defaults();
        ExpectedGraph expected = new ExpectedGraph(run, defaults, options.id(defaults));
        ProjectGraph graph = options.draw(defaults, run);
        Optional<ExpectedGraph.Comparison> comparison =
                expect == null ? Optional.empty() : Optional.of(expected.compare(expect, graph));
        Optional<IndexedGraph> indexed =
                index == null ? Optional.empty() : Optional.of(IndexedGraph.read(index, graph));
        ObjectNode payload = Run.object();
        payload.put("project_root", defaults.root().toString());
        GraphJson.describe(payload, graph);
        comparison.ifPresent(each -> payload.set("expected", each.json()));
        indexed.ifPresent(each -> payload.set("index", each.json()));
        log(payload);
        tell(graph, payload, comparison, indexed);
        expected.remember(graph);
        return comparison
                .filter(each -> !each.matches())
                .map(_ -> Exit.INTEGRITY)
                .orElse(Exit.OK)
                .code();
    }

    /// The line in the log counts what the report lists: a graph is bigger than a line may be.
    private void log(ObjectNode payload) {
        ObjectNode summary = Run.object();
        payload.properties().forEach(each -> {
            switch (each.getKey()) {
                case "graph" -> {}
                case "nodes", "edges", "unresolved", "cycles" ->
                    summary.put(each.getKey(), each.getValue().size());
                default -> summary.set(each.getKey(), each.getValue());
            }
        });
        run.log().write(EVENT, run.log().runId(), summary);
    }

    private void tell(
            ProjectGraph graph,
            ObjectNode payload,
            Optional<ExpectedGraph.Comparison> comparison,
            Optional<IndexedGraph> indexed)
            throws IOException {
        GraphText text = new GraphText(run, graph);
        if (canonical) {
            put(graph.canonical());
        } else if (run.json()) {
            ObjectNode report = run.log()
                    .envelope(EVENT, run.log().runId(), payload, run.clock().instant());
            put(Run.utf8(report + "\n"));
        } else {
            put(Run.utf8(text.summary() + "\n"));
        }
        text.tellTroubles();
        indexed.ifPresent(each -> each.tell(run));
        comparison.ifPresent(each -> each.tell(run));
    }

    private void put(byte[] bytes) throws IOException {
        if (output == null) {
            run.print(bytes);
        } else {
            UserFile.write(output, bytes);
        }
    }
}
