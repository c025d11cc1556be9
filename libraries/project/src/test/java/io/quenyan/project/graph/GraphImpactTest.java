package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.Fixtures;
import io.quenyan.project.MemoryTree;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphImpactTest {

    private static final ProjectGraph GRAPH = Drawn.of(new MemoryTree()
            .with("package.json", """
                    {"name": "app", "dependencies": {"x": "1"}}""")
            .with("package-lock.json", """
                    {"packages": {"": {}, "node_modules/x": {"version": "1.0.0", "dependencies": {"y": "1"}},
                      "node_modules/y": {"version": "1.0.0"}, "node_modules/z": {"version": "1.0.0"}}}""")
            .with("a.json", Fixtures.descriptor("AA==")));

    @Test
    void reachesEverythingThatNeedsAThingNearestFirst() {
        GraphImpact impact = GraphImpact.of(GRAPH, List.of("pkg:npm/y@1.0.0"));

        assertThat(impact.reached())
                .extracting(each -> each.distance() + " " + each.node().id())
                .containsExactly("1 pkg:npm/x@1.0.0", "2 module:npm:app", "3 package:a.qyn1");
        assertThat(impact.toRebuild(NodeType.MODULE)).containsExactly("module:npm:app");
        assertThat(impact.toRebuild(NodeType.PACKAGE)).containsExactly("package:a.qyn1");
    }

    @Test
    void goesFromAManifestToWhatItDeclares() {
        assertThat(GraphImpact.of(GRAPH, List.of("manifest:package.json")).reached())
                .extracting(each -> each.node().id())
                .containsExactly("module:npm:app", "package:a.qyn1");
    }

    @Test
    void knowsNodesByIdByNameAndWithoutTheirVersion() {
        assertThat(GraphImpact.meant(GRAPH, "module:npm:app")).containsExactly("module:npm:app");
        assertThat(GraphImpact.meant(GRAPH, "app")).containsExactly("module:npm:app");
        assertThat(GraphImpact.meant(GRAPH, "pkg:npm/y")).containsExactly("pkg:npm/y@1.0.0");
        assertThat(GraphImpact.meant(GRAPH, "a.qyn1")).containsExactly("package:a.qyn1");
        assertThat(GraphImpact.meant(GRAPH, "nobody")).isEmpty();
    }
}
