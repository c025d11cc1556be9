package io.quenyan.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells build systems by regular files at the root: Cargo, npm, Maven and Gradle, in this order. Several may match.
/// Nothing is parsed and nothing is run.
public final class Integrations {

    private static final String BATCH = "quenyan project batch-encode --project-root . --output-dir ";

    private Integrations() {}

    /// The build systems of `tree`.
    public static List<Integration> of(ProjectTree tree) {
        Set<String> root = tree.list().entries().stream()
                .filter(entry -> entry.mode() != FileMode.LINK && entry.path().indexOf('/') < 0)
                .map(TreeEntry::path)
                .collect(Collectors.toSet());
        List<Integration> found = new ArrayList<>();
        if (root.contains("Cargo.toml")) {
            found.add(integration(
                    "cargo",
                    "Cargo.toml",
                    "cargo fetch --locked",
                    "cargo build --locked",
                    BATCH + "target/quenyan-artifacts"));
        }
        if (root.contains("package.json")) {
            found.add(integration(
                    "npm",
                    "package.json",
                    "npm install --no-audit",
                    "npm run build --if-present",
                    "quenyan project incremental-rebuild --project-root . --output-dir build/quenyan"
                            + " --state-file .quenyan-state.json"));
        }
        if (root.contains("pom.xml")) {
            found.add(
                    integration("maven", "pom.xml", "mvn -B package -DskipTests", BATCH + "target/quenyan-artifacts"));
        }
        if (root.contains("build.gradle") || root.contains("build.gradle.kts")) {
            found.add(integration(
                    "gradle",
                    root.contains("build.gradle") ? "build.gradle" : "build.gradle.kts",
                    "gradle assemble",
                    "quenyan project dependency-graph --project-root . --json"));
        }
        return List.copyOf(found);
    }

    private static Integration integration(String system, String manifest, String... commands) {
        return new Integration(system, manifest, List.of(commands), "ci/pipelines/%s-project.yml".formatted(system));
    }
}
