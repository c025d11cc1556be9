package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.MemoryTree;
import org.junit.jupiter.api.Test;

class CargoGraphTest {

    private static final String ROOT = """
            [workspace]
            members = ["crates/*", "../outside", "gone"]
            [workspace.package]
            version = "0.3.0"
            [workspace.dependencies]
            serde = { version = "1.0", features = ["derive"] }
            """;

    private static final String APP = """
            [package]
            name = "app"
            version.workspace = true
            [dependencies]
            serde = { workspace = true }
            core-lib = { path = "../core", package = "core" }
            old = { package = "rand", version = "0.7", optional = true }
            [dev-dependencies]
            tempfile = "3"
            [target.'cfg(windows)'.build-dependencies]
            winres = "0.1"
            """;

    private static final String LOCK = """
            version = 3
            [[package]]
            name = "app"
            version = "0.3.0"
            dependencies = ["core", "rand 0.7.3", "serde", "tempfile", "winres"]
            [[package]]
            name = "core"
            version = "0.1.0"
            dependencies = ["rand 0.8.5 (registry+https://github.com/rust-lang/crates.io-index)"]
            [[package]]
            name = "rand"
            version = "0.7.3"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            checksum = "aa"
            [[package]]
            name = "rand"
            version = "0.8.5"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            [[package]]
            name = "serde"
            version = "1.0.190"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            dependencies = ["lost"]
            [[package]]
            name = "tempfile"
            version = "3.8.0"
            source = "git+https://somebody:secret@example.org/tempfile#abc"
            [[package]]
            name = "winres"
            version = "0.1.12"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            """;

    private static MemoryTree tree() {
        return new MemoryTree()
                .with("Cargo.toml", ROOT)
                .with("Cargo.lock", LOCK)
                .with("crates/app/Cargo.toml", APP)
                .with("crates/core/Cargo.toml", """
                        [package]
                        name = "core"
                        version = "0.1.0"
                        [dependencies]
                        rand = "0.8"
                        """);
    }

    @Test
    void drawsWhatTheLockFileSays() {
        ProjectGraph graph = Drawn.of(tree());

        assertThat(Drawn.edges(graph))
                .contains(
                        "manifest:Cargo.toml declares module:cargo:app",
                        "module:cargo:app depends-on module:cargo:core {scope=runtime}",
                        "module:cargo:app depends-on pkg:cargo/rand@0.7.3"
                                + " {optional=true, requirement=0.7, scope=runtime}",
                        "module:cargo:app depends-on pkg:cargo/serde@1.0.190 {requirement=1.0, scope=runtime}",
                        "module:cargo:app depends-on pkg:cargo/tempfile@3.8.0 {requirement=3, scope=dev}",
                        "module:cargo:app depends-on pkg:cargo/winres@0.1.12 {requirement=0.1, scope=build}",
                        "module:cargo:core depends-on pkg:cargo/rand@0.8.5 {requirement=0.8, scope=runtime}");
        assertThat(Drawn.unresolved(graph))
                .containsExactly("Cargo.lock LOCK_STALE", "Cargo.toml MISSING", "Cargo.toml OUTSIDE");
    }

    @Test
    void keepsChecksumsAndNoPasswordOfASource() {
        assertThat(Drawn.of(tree()).nodes())
                .filteredOn(node -> node.id().contains("tempfile") || node.id().contains("rand@0.7"))
                .extracting(GraphNode::attributes)
                .extracting(Object::toString)
                .containsExactly(
                        "{sha256=aa, version=0.7.3}", "{source=git+https://example.org/tempfile#abc, version=3.8.0}");
    }

    @Test
    void saysNoVersionWithoutALockFile() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("Cargo.toml", """
                [package]
                name = "a"
                [dependencies]
                b = "1"
                c = { path = "../c" }
                """));

        assertThat(Drawn.edges(graph)).contains("module:cargo:a depends-on pkg:cargo/b {requirement=1, scope=runtime}");
        assertThat(Drawn.unresolved(graph)).containsExactly("Cargo.toml NO_LOCK", "Cargo.toml OUTSIDE");
    }

    @Test
    void refusesHostileFilesWithALineEach() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("a/Cargo.toml", "a = " + "[".repeat(10_000))
                .with("b/Cargo.toml", "[")
                .withSize("c/Cargo.lock", 100_000_000)
                .with("d/Cargo.toml", "package = 1\nworkspace = 2"));

        assertThat(Drawn.unresolved(graph))
                .containsExactly("a/Cargo.toml TOO_DEEP", "b/Cargo.toml MALFORMED", "c/Cargo.lock TOO_LARGE");
    }
}
