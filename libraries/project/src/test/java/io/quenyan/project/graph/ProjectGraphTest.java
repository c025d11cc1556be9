package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.project.Dependencies;
import io.quenyan.project.Fixtures;
import io.quenyan.project.MemoryTree;
import io.quenyan.project.ProjectFile;
import io.quenyan.project.graph.systems.BuildSystems;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProjectGraphTest {

    private static final String DESCRIPTOR = Fixtures.descriptor("AA==");

    private static String needing(String path) {
        return DESCRIPTOR.replace("\"name\": \"é\"", "\"dependencies\": [\"%s\"]".formatted(path));
    }

    private static ProjectGraph chain(int length, long seed) {
        GraphDrawing drawing = new GraphDrawing();
        List<Integer> order = new ArrayList<>(
                java.util.stream.IntStream.range(0, length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        for (int i : order) {
            drawing.node(GraphNode.of(NodeType.FILE, "f%06d".formatted(i)).with("n", Integer.toString(i)));
            for (int step = 1; step <= 5; step++) {
                drawing.edge(GraphEdge.of(
                        "file:f%06d".formatted(i), EdgeType.DEPENDS_ON, "file:f%06d".formatted((i + step) % length)));
            }
        }
        return drawing.graph(List.of());
    }

    @Test
    void isTheSameInWhateverOrderItIsDrawn() {
        assertThat(chain(500, 1).canonical()).isEqualTo(chain(500, 2).canonical());
    }

    @Test
    void drawsTenThousandNodesAndFiftyThousandEdgesWithoutRecursion() {
        ProjectGraph graph = chain(10_000, 1);

        assertThat(graph.edges()).hasSize(50_000);
        assertThat(graph.cycles()).hasSize(1);
        assertThat(graph.cycles().getFirst()).hasSize(2_000);
    }

    @Test
    void hasACanonicalFormThatIsWrittenDown() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("pom.xml", """
                <project><groupId>g</groupId><artifactId>a</artifactId><version>1</version></project>"""));

        assertThat(new String(graph.canonical(), StandardCharsets.UTF_8)).isEqualTo("""
                {"edges":[{"from":"manifest:pom.xml","to":"module:maven:g:a","type":"declares"}],\
                "format":"quenyan-graph/1","integrations":[{"manifest_path":"pom.xml","system":"maven"}],\
                "nodes":[{"attributes":{"system":"maven"},"id":"manifest:pom.xml","type":"manifest"},\
                {"attributes":{"manifest":"pom.xml","packaging":"jar","purl":"pkg:maven/g/a@1","system":"maven",\
                "version":"1"},"id":"module:maven:g:a","type":"module"}],"unresolved":[]}""");
    }

    @Test
    void isReadBackFromItsCanonicalForm() {
        ProjectGraph graph = chain(20, 3);

        assertThat(GraphReader.read(graph.canonical()).digest()).isEqualTo(graph.digest());
    }

    @Test
    void isNotReadFromWhatIsNone() {
        for (String text : List.of("x", "{}", "{\"nodes\":[{\"id\":\"a\",\"type\":\"no\"}],\"edges\":[]}")) {
            assertThatThrownBy(() -> GraphReader.read(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(GraphException.class);
        }
    }

    @Test
    void drawsPackagesWithTheirFilesModulesAndNeeds() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("a/package.json", "{\"name\": \"a\"}")
                .with("a/x/one.json", needing("../two.json"))
                .with("a/two.json", needing("notes.txt"))
                .with("notes.txt", "")
                .with("three.json", needing("gone.json")));

        assertThat(Drawn.edges(graph))
                .contains(
                        "package:a/x/one.qyn1 produced-from file:a/x/one.json",
                        "package:a/x/one.qyn1 built-by module:npm:a",
                        "package:a/x/one.qyn1 depends-on package:a/two.qyn1",
                        "package:a/two.qyn1 depends-on file:notes.txt",
                        "package:three.qyn1 produced-from file:three.json");
        assertThat(Drawn.unresolved(graph)).containsExactly("three.json MISSING");
    }

    @Test
    void drawsAPackageForEveryFileAndItsKeyWhereThatIsAsked() {
        Topology topology = new Topology(
                BuildSystems.ALL,
                true,
                Dependencies.of(Map.of("b.txt", List.of("a.json"))),
                Optional.of(new ProjectFile.Key("local", "release")));

        ProjectGraph graph =
                topology.of(new MemoryTree().with("a.json", DESCRIPTOR).with("b.txt", ""));

        assertThat(Drawn.edges(graph))
                .contains(
                        "package:a.qyn1 protected-by key:release",
                        "package:b.txt.src.qyn1 produced-from file:b.txt",
                        "file:b.txt depends-on package:a.qyn1");
    }

    @Test
    void tellsADescriptorWithAFault() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("a.json", "{\"sections\":"));

        assertThat(Drawn.unresolved(graph)).containsExactly("a.json BAD_DESCRIPTOR");
    }
}
