package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.file.PrivateFiles;
import io.quenyan.project.graph.GraphDiff;
import io.quenyan.project.graph.GraphException;
import io.quenyan.project.graph.GraphReader;
import io.quenyan.project.graph.ProjectGraph;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// What somebody expects a project's graph to be.
final class ExpectedGraph {

    private static final String LAST = "last";
    private static final Pattern DIGEST = Pattern.compile("(sha256:)?([0-9a-fA-F]{64})");

    private final Run run;
    private final Defaults defaults;
    private final String projectId;

    ExpectedGraph(Run run, Defaults defaults, String projectId) {
        this.run = run;
        this.defaults = defaults;
        this.projectId = projectId;
    }

    /// How a graph compares with what was expected.
    ///
    /// @param source where the expectation is from
    /// @param differences none if only a digest is known
    record Comparison(String source, String expected, String found, Optional<GraphDiff> differences) {

        boolean matches() {
            return expected.equals(found);
        }

        ObjectNode json() {
            ObjectNode json = Run.object();
            json.put("source", source);
            json.put("digest", expected);
            json.put("matches", matches());
            differences.ifPresent(diff -> json.set("differences", json(diff)));
            return json;
        }

        static ArrayNode json(GraphDiff diff) {
            ArrayNode differences = Run.object().putArray("differences");
            diff.differences()
                    .forEach(each -> differences
                            .addObject()
                            .put("change", each.change().text())
                            .put("what", each.what())
                            .put("id", each.id())
                            .put("detail", each.detail()));
            return differences;
        }

        void tell(Run run) {
            if (matches()) {
                run.say("The graph is what '%s' says: %s".formatted(source, expected));
                return;
            }
            run.say("DRIFT: the graph is %s, and '%s' says %s".formatted(found, source, expected));
            differences.ifPresentOrElse(
                    diff -> diff.differences().forEach(each -> run.say(each.line())),
                    () -> run.say("A digest does not tell what differs; compare with a file of the earlier graph"));
        }
    }

    /// @param wanted a digest, `last`, a file, or nothing for the project's own expectation
    Comparison compare(String wanted, ProjectGraph graph) throws IOException {
        if (wanted.isEmpty()) {
            return compareWithOwn(graph);
        }
        if (DIGEST.matcher(wanted).matches()) {
            return digest("--expect", wanted, graph);
        }
        if (wanted.equals(LAST)) {
            Path last = last().filter(Files::exists)
                    .orElseThrow(() -> new CommandFailure(
                            Exit.NOT_FOUND,
                            "NO_EXPECTATION",
                            "No graph of the project '%s' was reported here before; the next run finds this one"
                                    .formatted(projectId)));
            return file(LAST, last, graph);
        }
        return file(wanted, Path.of(wanted), graph);
    }

    private Comparison compareWithOwn(ProjectGraph graph) throws IOException {
        Path own = accepted();
        if (Files.isRegularFile(own)) {
            return file(ProjectGraph.EXPECTED, own, graph);
        }
        if (defaults.file() != null && defaults.file().expectedGraph() != null) {
            return digest("project.json", defaults.file().expectedGraph(), graph);
        }
        throw new CommandFailure(
                Exit.NOT_FOUND,
                "NO_EXPECTATION",
                "The project has no %s. Make it where the graph is right: quenyan graph accept"
                        .formatted(ProjectGraph.EXPECTED));
    }

    /// Where `graph accept` puts what is expected.
    Path accepted() {
        return defaults.root().resolve(ProjectGraph.EXPECTED);
    }

    private static Comparison digest(String source, String digest, ProjectGraph graph) {
        String expected = digest.replaceFirst("^sha256:", "").toLowerCase(Locale.ROOT);
        return new Comparison(source, expected, graph.digest(), Optional.empty());
    }

    private static Comparison file(String source, Path file, ProjectGraph graph) throws IOException {
        ProjectGraph expected = read(file);
        String digest = expected.digest();
        String found = graph.digest();
        return new Comparison(
                source,
                digest,
                found,
                Optional.of(digest.equals(found) ? new GraphDiff(List.of()) : GraphDiff.of(expected, graph)));
    }

    /// The graph in a file: a canonical one, or a report.
    ///
    /// @throws CommandFailure exit 7 if it holds none
    static ProjectGraph read(Path file) throws IOException {
        byte[] bytes = UserFile.read(file, GraphReader.MOST_BYTES, InputStream.nullInputStream());
        try {
            return GraphReader.read(bytes);
        } catch (GraphException e) {
            throw new CommandFailure(
                    Exit.INTEGRITY, "BAD_GRAPH", "'%s' holds no graph: %s".formatted(file, e.getMessage()), e);
        }
    }

    /// Keeps the graph for `--expect last`. What is kept is the last one that was reported, right or wrong.
    void remember(ProjectGraph graph) {
        Optional<Path> last = last();
        if (last.isEmpty()) {
            return;
        }
        try {
            PrivateFiles.createFolder(last.get().resolveSibling(""));
            PrivateFiles.write(last.get(), graph.canonical());
        } catch (IOException e) {
            run.warn("The graph cannot be kept for --expect last (%s)".formatted(Failures.oneLine(e.getMessage())));
        }
    }

    private Optional<Path> last() {
        return run.homeIfKnown()
                .map(home ->
                        home.resolve("graphs").resolve(URLEncoder.encode(projectId, StandardCharsets.UTF_8) + ".json"));
    }
}
