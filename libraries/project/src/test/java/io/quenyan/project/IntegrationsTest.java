package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IntegrationsTest {

    @Test
    void tellsAllFourInTheirOrder() {
        MemoryTree tree = new MemoryTree()
                .with("build.gradle", "")
                .with("pom.xml", "")
                .with("package.json", "")
                .with("Cargo.toml", "");

        assertThat(Integrations.of(tree))
                .extracting(Integration::system)
                .containsExactly("cargo", "npm", "maven", "gradle");
    }

    @Test
    void prefersTheGroovyManifestOfGradle() {
        MemoryTree tree = new MemoryTree().with("build.gradle", "").with("build.gradle.kts", "");

        assertThat(Integrations.of(tree)).extracting(Integration::manifestPath).containsExactly("build.gradle");
    }

    @Test
    void looksAtTheRootOnlyAndAtFilesOnly() {
        MemoryTree tree = new MemoryTree()
                .with("x/pom.xml", "")
                .with("Cargo.toml", FileMode.LINK, "x".getBytes(StandardCharsets.UTF_8));

        assertThat(Integrations.of(tree)).isEmpty();
    }

    @Test
    void namesTheTemplateOfTheSystem() {
        MemoryTree tree = new MemoryTree().with("pom.xml", "");

        assertThat(Integrations.of(tree))
                .extracting(Integration::ciTemplate)
                .containsExactly("ci/pipelines/maven-project.yml");
    }
}
