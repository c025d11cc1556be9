package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.MemoryTree;
import org.junit.jupiter.api.Test;

class GraphDiffTest {

    private static MemoryTree tree(String... dependencies) {
        StringBuilder needs = new StringBuilder();
        for (String dependency : dependencies) {
            String[] parts = dependency.split(":");
            needs.append(
                    "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
                            .formatted((Object[]) parts));
        }
        return new MemoryTree().with("pom.xml", """
                <project><groupId>g</groupId><artifactId>a</artifactId><version>1</version><dependencies>%s</dependencies>
                </project>""".formatted(needs));
    }

    private static GraphDiff diff(MemoryTree before, MemoryTree after) {
        return GraphDiff.of(Drawn.of(before), Drawn.of(after));
    }

    @Test
    void isEmptyForEqualGraphs() {
        assertThat(diff(tree("o:x:1"), tree("o:x:1")).isEmpty()).isTrue();
    }

    @Test
    void tellsANewVersionAsOneChange() {
        assertThat(diff(tree("o:x:1", "o:y:1"), tree("o:x:2", "o:y:1")).differences())
                .extracting(GraphDiff.Difference::line)
                .containsExactly("~ node pkg:maven/o/x: version 1 -> 2");
    }

    @Test
    void tellsWhatCameAndWent() {
        assertThat(diff(tree("o:x:1"), tree("o:y:1").with("package.json", "{}").with("b/pom.xml", "<"))
                        .differences())
                .extracting(GraphDiff.Difference::line)
                .containsExactly(
                        "- node pkg:maven/o/x@1",
                        "+ node manifest:package.json",
                        "+ node module:npm:./.",
                        "+ node pkg:maven/o/y@1",
                        "- edge module:maven:g:a depends-on pkg:maven/o/x@1",
                        "+ edge manifest:package.json declares module:npm:./.",
                        "+ edge module:maven:g:a depends-on pkg:maven/o/y@1",
                        "+ integration npm (package.json)",
                        "+ unresolved b/pom.xml: MALFORMED");
    }

    @Test
    void doesNotPairVersionsWhereThereAreSeveral() {
        GraphDiff diff = diff(tree("o:x:1"), tree("o:x:2").with("b/pom.xml", """
                <project><groupId>g</groupId><artifactId>b</artifactId><version>1</version><dependencies>
                <dependency><groupId>o</groupId><artifactId>x</artifactId><version>3</version></dependency>
                </dependencies></project>"""));

        assertThat(diff.count(GraphDiff.Change.REMOVED, "node")).isEqualTo(1);
        assertThat(diff.count(GraphDiff.Change.CHANGED, "node")).isZero();
    }
}
