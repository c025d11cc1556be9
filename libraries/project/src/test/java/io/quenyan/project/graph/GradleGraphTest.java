package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.MemoryTree;
import org.junit.jupiter.api.Test;

class GradleGraphTest {

    @Test
    void drawsWhatIsLocked() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("build.gradle", "throw new Error()")
                .with("app/build.gradle.kts", "")
                .with("app/gradle.lockfile", """
                        # This is a Gradle generated file
                        org.lib:lib:1.2=testCompileClasspath,compileClasspath
                        empty=annotationProcessor
                        """)
                .with("app/buildscript-gradle.lockfile", "org.tool:tool:3=classpath\n"));

        assertThat(Drawn.edges(graph))
                .containsExactly(
                        "manifest:app/build.gradle.kts declares module:gradle::app",
                        "manifest:build.gradle declares module:gradle::",
                        "module:gradle::app depends-on pkg:maven/org.lib/lib@1.2"
                                + " {scope=compileClasspath, testCompileClasspath}",
                        "module:gradle::app built-by pkg:maven/org.tool/tool@3 {scope=classpath}");
        assertThat(Drawn.unresolved(graph)).containsExactly("app/build.gradle.kts NOT_RUN", "build.gradle NOT_RUN");
    }

    @Test
    void drawsWhatACatalogueNames() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("gradle/libs.versions.toml", """
                [versions]
                one = "1.1"
                strict = { strictly = "[1,2)", prefer = "1.5" }
                [libraries]
                a = "g:a:1"
                b = { module = "g:b", version.ref = "one" }
                c = { group = "g", name = "c", version.ref = "strict" }
                d = { module = "g:d" }
                bad = "nothing"
                lost = { module = "g:lost", version.ref = "gone" }
                [plugins]
                p = { id = "org.p", version = "2" }
                """));

        assertThat(Drawn.edges(graph))
                .containsExactly(
                        "manifest:gradle/libs.versions.toml declares pkg:maven/g/a@1 {alias=a}",
                        "manifest:gradle/libs.versions.toml declares pkg:maven/g/b@1.1 {alias=b}",
                        "manifest:gradle/libs.versions.toml declares pkg:maven/g/c {alias=c, requirement=[1,2)}",
                        "manifest:gradle/libs.versions.toml declares pkg:maven/g/d {alias=d}",
                        "manifest:gradle/libs.versions.toml declares pkg:maven/g/lost {alias=lost}",
                        "manifest:gradle/libs.versions.toml declares pkg:maven/org.p/org.p.gradle.plugin@2 {alias=p}");
        assertThat(Drawn.unresolved(graph))
                .containsExactly("gradle/libs.versions.toml MALFORMED", "gradle/libs.versions.toml NO_VERSION");
    }

    @Test
    void refusesWhatIsNoLockFileLineByLine() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("build.gradle", "")
                .with("gradle.lockfile", "x\na:b=c\na:b:1=c\n")
                .with("y/gradle.lockfile", ""));

        assertThat(Drawn.unresolved(graph))
                .containsExactly(
                        "build.gradle NOT_RUN",
                        "gradle.lockfile MALFORMED",
                        "gradle.lockfile MALFORMED",
                        "y/gradle.lockfile MISSING");
        assertThat(Drawn.ids(graph)).contains("pkg:maven/a/b@1");
    }
}
