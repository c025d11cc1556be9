package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.cli.Cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The package topology on the command line: reported, expected, compared.
class DependencyGraphTest {

    private static final String LOCK = """
            {"lockfileVersion": 3, "packages": {"": {}, "node_modules/x": {"version": "%s"}}}""";

    @TempDir
    private Path folder;

    private Path project;

    @BeforeEach
    void makeAProject() throws IOException {
        project = Files.createDirectory(folder.resolve("billing"));
        write("package.json", """
                {"name": "billing", "dependencies": {"x": "^1.0.0"}}""");
        write("package-lock.json", LOCK.formatted("1.0.0"));
        write("release.json", Samples.DESCRIPTOR);
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(project.resolve(path), text);
    }

    private Ran graph(Object... more) {
        Object[] args = new Object[more.length + 4];
        System.arraycopy(new Object[] {"project", "dependency-graph", "--project-root", project}, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        return Cli.run(Map.of("QUENYAN_HOME", folder.resolve("home").toString()), args);
    }

    @Test
    void reportsTheTopologyInTheRunbooksEnvelope() {
        JsonNode report = graph("--json").json();

        assertThat(report.path("event").asText()).isEqualTo("dependency-graph");
        JsonNode payload = report.path("payload");
        assertThat(payload.path("project_root").asText()).isEqualTo(project.toString());
        assertThat(payload.path("graph").path("module:npm:billing").toString()).isEqualTo("[\"pkg:npm/x@1.0.0\"]");
        assertThat(payload.path("integrations").path(0).path("system").asText()).isEqualTo("npm");
        assertThat(payload.path("integrations").path(0).path("ci_template").asText())
                .isEqualTo("ci/pipelines/npm-project.yml");
        assertThat(payload.path("unresolved")).isEmpty();
        assertThat(payload.path("cycles")).isEmpty();
        assertThat(payload.path("digest").asText()).matches("[0-9a-f]{64}");
    }

    @Test
    void logsCountsAndNotTheGraphItself() {
        JsonNode logged = graph("--json").logged();

        assertThat(logged.path("event").asText()).isEqualTo("dependency-graph");
        assertThat(logged.path("payload").path("edges").asInt()).isEqualTo(4);
        assertThat(logged.path("payload").has("graph")).isFalse();
    }

    @Test
    void hasOneDigestInEveryFolder() throws Exception {
        byte[] canonical = graph("--canonical").stdout();
        Path moved = folder.resolve("elsewhere");
        Files.move(project, moved);
        project = moved;

        assertThat(graph("--canonical").stdout()).isEqualTo(canonical);
        assertThat(graph("--json").json().path("payload").path("digest").asText())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical)));
    }

    @Test
    void writesTheReportToAFile() throws IOException {
        Path file = folder.resolve("graph.json");

        Ran ran = graph("--json", "--output", file);

        assertThat(ran.out()).isEmpty();
        assertThat(Cli.parse(Files.readString(file)).path("payload").has("graph"))
                .isTrue();
    }

    @Test
    void isAcceptedInPlaceOfOneThatCannotBeRead() throws IOException {
        Path expected = project.resolve(".quenyan/expected-graph.json");
        Files.createDirectories(expected.getParent());
        write(".quenyan/expected-graph.json", "{");

        Ran accepted = Cli.run("graph", "accept", "--project-root", project);

        assertThat(accepted.exit()).isZero();
        assertThat(accepted.err()).contains("holds no graph");
        assertThat(graph("--expect").exit()).isZero();
    }

    @Test
    void isAsExpectedUntilSomethingChanges() throws IOException {
        Cli.run("graph", "accept", "--project-root", project);
        assertThat(graph("--expect").exit()).isZero();
        write("package-lock.json", LOCK.formatted("1.0.1"));

        Ran drifted = graph("--json", "--expect");

        assertThat(drifted.exit()).isEqualTo(7);
        assertThat(drifted.err()).contains("~ node pkg:npm/x: version 1.0.0 -> 1.0.1");
        assertThat(drifted.json()
                        .path("payload")
                        .path("expected")
                        .path("differences")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("pkg:npm/x");
    }

    @Test
    void comparesWithTheLastOneThatWasReportedHere() throws IOException {
        assertThat(graph("--expect", "last").exit()).isEqualTo(3);
        graph();
        assertThat(graph("--expect", "last").exit()).isZero();
        write("package.json", "{}");

        assertThat(graph("--expect", "last").exit()).isEqualTo(7);
    }

    @Test
    void comparesWithADigest() {
        String digest = graph("--json").json().path("payload").path("digest").asText();

        assertThat(graph("--expect", digest).exit()).isZero();
        assertThat(graph("--expect", "sha256:" + "0".repeat(64)).exit()).isEqualTo(7);
    }

    @Test
    void comparesWithAReportAndRefusesWhatIsNone() throws IOException {
        Path report = folder.resolve("report.json");
        graph("--json", "--output", report);

        assertThat(graph("--expect", report).exit()).isZero();
        assertThat(graph("--expect", project.resolve("package.json")).err()).contains("error: BAD_GRAPH");
        assertThat(graph("--expect", folder.resolve("gone")).exit()).isEqualTo(3);
        assertThat(graph("--expect").err()).contains("error: NO_EXPECTATION");
    }

    @Test
    void tiesTheReportToARestoredSet() {
        Path output = folder.resolve("artifacts");
        Cli.run("project", "batch-encode", "--project-root", project, "--output-dir", output);

        JsonNode index = graph("--json", "--index", output.resolve("index.json"))
                .json()
                .path("payload")
                .path("index");

        assertThat(index.path("content_sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(index.path("index_sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(index.path("not_in_index")).isEmpty();
        assertThat(index.path("not_in_graph")).isEmpty();
    }

    @Test
    void tellsWhatDiffersBetweenTwoReports() throws IOException {
        Path before = folder.resolve("a.json");
        Path after = folder.resolve("b.json");
        graph("--json", "--output", before);
        write("package.json", "{\"name\": \"billing\"}");
        graph("--canonical", "--output", after);

        assertThat(Cli.run("graph", "diff", before, after).out())
                .contains("- edge module:npm:billing depends-on pkg:npm/x@1.0.0");
        assertThat(Cli.run("graph", "diff", before, before, "--json").json().path("differences"))
                .isEmpty();
    }

    @Test
    void tellsWhatAChangeReaches() {
        JsonNode impact = Cli.run("graph", "impact", "pkg:npm/x", "--project-root", project, "--json")
                .json();

        assertThat(impact.path("rebuild").toString())
                .isEqualTo("{\"modules\":[\"module:npm:billing\"],\"packages\":[\"package:release.qyn1\"]}");
        assertThat(Cli.run("graph", "impact", "billin", "--project-root", project)
                        .err())
                .contains("error: NO_SUCH_NODE", "module:npm:billing");
    }
}
