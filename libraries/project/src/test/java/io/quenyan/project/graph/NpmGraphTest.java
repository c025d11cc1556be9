package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.MemoryTree;
import org.junit.jupiter.api.Test;

class NpmGraphTest {

    private static final String ROOT = """
            {"name": "app", "version": "1.0.0", "workspaces": ["packages/*", "!packages/old"],
             "dependencies": {"lodash": "^4.17.20", "@scope/x": "1"}, "devDependencies": {"tool": "2"}}""";

    private static final String LOCK = """
            {"name": "app", "lockfileVersion": 3, "packages": {
              "": {"name": "app"},
              "packages/a": {"name": "a", "version": "0.1.0"},
              "node_modules/a": {"resolved": "packages/a", "link": true},
              "node_modules/lodash": {"version": "4.17.21", "integrity": "sha512-AA=="},
              "node_modules/tool": {"version": "2.0.0", "dev": true, "dependencies": {"lodash": "^3.0.0"}},
              "node_modules/tool/node_modules/lodash": {"version": "3.10.1"},
              "node_modules/@scope/x": {"version": "1.0.0", "peerDependencies": {"tool": "*"},
                "optionalDependencies": {"absent": "1"}}}}""";

    private static MemoryTree tree() {
        return new MemoryTree()
                .with("package.json", ROOT)
                .with("package-lock.json", LOCK)
                .with("packages/a/package.json", """
                        {"name": "a", "version": "0.1.0", "dependencies": {"lodash": "4"}}""")
                .with("packages/old/package.json", """
                        {"name": "old"}""");
    }

    @Test
    void drawsWhatTheLockFileWouldInstall() {
        ProjectGraph graph = Drawn.of(tree());

        assertThat(Drawn.edges(graph))
                .contains(
                        "module:npm:app depends-on pkg:npm/lodash@4.17.21 {requirement=^4.17.20, scope=runtime}",
                        "module:npm:app depends-on pkg:npm/tool@2.0.0 {requirement=2, scope=dev}",
                        "module:npm:app depends-on pkg:npm/%40scope/x@1.0.0 {requirement=1, scope=runtime}",
                        "module:npm:a depends-on pkg:npm/lodash@4.17.21 {requirement=4, scope=runtime}",
                        "pkg:npm/tool@2.0.0 depends-on pkg:npm/lodash@3.10.1 {requirement=^3.0.0, scope=runtime}",
                        "pkg:npm/%40scope/x@1.0.0 depends-on pkg:npm/tool@2.0.0 {requirement=*, scope=peer}");
        assertThat(graph.unresolved()).isEmpty();
    }

    @Test
    void declaresWorkspacesButThoseLeftOut() {
        assertThat(Drawn.edges(Drawn.of(tree())))
                .contains("manifest:package.json declares module:npm:a")
                .doesNotContain("manifest:package.json declares module:npm:old");
    }

    @Test
    void keepsTheHashThatALockFileHas() {
        assertThat(Drawn.of(tree()).nodes())
                .filteredOn(node -> node.id().equals("pkg:npm/lodash@4.17.21"))
                .extracting(node -> node.attribute("integrity"))
                .containsExactly("sha512-AA==");
    }

    @Test
    void saysNoVersionWithoutALockFile() {
        ProjectGraph graph =
                Drawn.of(new MemoryTree().with("package.json", ROOT).with("yarn.lock", ""));

        assertThat(Drawn.ids(graph)).contains("pkg:npm/lodash");
        assertThat(graph.unresolved())
                .extracting(Unresolved::detail)
                .containsExactly("'yarn.lock' is not read, so nothing says the version of 3: @scope/x, lodash, tool");
    }

    @Test
    void tellsWhatTheLockFileDoesNotHave() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("package.json", ROOT.replace("lodash", "newer"))
                .with("package-lock.json", LOCK.replace("\"lodash\": \"^3.0.0\"", "\"gone\": \"1\"")));

        assertThat(Drawn.unresolved(graph)).contains("package-lock.json LOCK_STALE", "package.json LOCK_STALE");
    }

    @Test
    void refusesHostileFilesWithALineEach() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("a/package.json", "{\"a\":".repeat(10_000))
                .with("b/package.json", "[]")
                .with("c/package.json", "nothing")
                .withSize("d/package.json", 100_000_000)
                .with("e/package.json", """
                        {"workspaces": ["../../x", "/etc", "{"], "dependencies": {"x": "file:../../../etc"}}""")
                .with("f/package-lock.json", """
                        {"lockfileVersion": 1, "dependencies": {}}""")
                .with("g/package.json", """
                        {"name": "g", "dependencies": {"": "1"}}"""));

        assertThat(Drawn.unresolved(graph))
                .contains(
                        "a/package.json TOO_DEEP",
                        "b/package.json MALFORMED",
                        "c/package.json MALFORMED",
                        "d/package.json TOO_LARGE",
                        "e/package.json OUTSIDE",
                        "e/package.json UNSUPPORTED",
                        "f/package-lock.json UNSUPPORTED",
                        "g/package.json BAD_NAME");
        assertThat(Drawn.ids(graph)).contains("module:npm:g");
    }

    @Test
    void readsPastAByteOrderMark() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("package.json", "\uFEFF{\"name\": \"x\"}"));

        assertThat(Drawn.ids(graph)).containsExactly("manifest:package.json", "module:npm:x");
    }

    @Test
    void listsWhatNeedsItself() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("package.json", "{\"dependencies\": {\"a\": \"1\"}}")
                .with("package-lock.json", """
                        {"lockfileVersion": 3, "packages": {"": {},
                          "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "1"}},
                          "node_modules/b": {"version": "1.0.0", "dependencies": {"a": "1"}}}}"""));

        assertThat(graph.cycles()).containsExactly(java.util.List.of("pkg:npm/a@1.0.0", "pkg:npm/b@1.0.0"));
    }
}
