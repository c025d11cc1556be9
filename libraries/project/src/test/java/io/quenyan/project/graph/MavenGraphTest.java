package io.quenyan.project.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.project.FileMode;
import io.quenyan.project.MemoryTree;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MavenGraphTest {

    private static final String ROOT = """
            <project>
              <groupId>org.example</groupId><artifactId>root</artifactId><version>${revision}</version>
              <packaging>pom</packaging>
              <properties><revision>1.2</revision><lib.version>4.5</lib.version></properties>
              <modules><module>app</module><module>core/</module></modules>
              <dependencyManagement><dependencies>
                <dependency><groupId>org.lib</groupId><artifactId>lib</artifactId><version>${lib.version}</version></dependency>
                <dependency>
                  <groupId>org.example</groupId><artifactId>core</artifactId><version>${project.version}</version>
                </dependency>
              </dependencies></dependencyManagement>
            </project>""";

    private static String child(String artifact, String content) {
        return """
                <project>
                  <parent><groupId>org.example</groupId><artifactId>root</artifactId><version>${revision}</version></parent>
                  <artifactId>%s</artifactId>%s
                </project>""".formatted(artifact, content);
    }

    private static String dependency(String group, String artifact, String more) {
        return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId>%s</dependency>"
                .formatted(group, artifact, more);
    }

    private static MemoryTree tree(String dependencies) {
        return new MemoryTree()
                .with("pom.xml", ROOT)
                .with("app/pom.xml", child("app", "<dependencies>" + dependencies + "</dependencies>"))
                .with("core/pom.xml", child("core", ""));
    }

    @Test
    void resolvesVersionsThroughParentsPropertiesAndManagement() {
        ProjectGraph graph = Drawn.of(
                tree(dependency("org.lib", "lib", "<scope>test</scope>") + dependency("org.example", "core", "")));

        assertThat(Drawn.edges(graph))
                .contains(
                        "module:maven:org.example:app depends-on pkg:maven/org.lib/lib@4.5 {scope=test}",
                        "module:maven:org.example:app depends-on module:maven:org.example:core {scope=compile}",
                        "module:maven:org.example:app depends-on module:maven:org.example:root {scope=parent}",
                        "manifest:pom.xml declares module:maven:org.example:core");
        assertThat(graph.unresolved()).isEmpty();
    }

    @Test
    void giveAModuleTheDependenciesAndPluginsOfItsParents() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("pom.xml", ROOT.replace("</project>", """
                        <dependencies>%s</dependencies>
                        <build><plugins><plugin><artifactId>maven-jar-plugin</artifactId><version>3.1</version></plugin>
                        </plugins></build></project>""".formatted(dependency("org.lib", "lib", ""))))
                .with("app/pom.xml", child("app", ""))
                .with("core/pom.xml", child("core", "")));

        assertThat(Drawn.edges(graph))
                .contains(
                        "module:maven:org.example:app depends-on pkg:maven/org.lib/lib@4.5 {scope=compile}",
                        "module:maven:org.example:app built-by"
                                + " pkg:maven/org.apache.maven.plugins/maven-jar-plugin@3.1");
    }

    @Test
    void takesVersionsFromABillOfMaterialsOfTheProject() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("bom/pom.xml", ROOT.replace(">root<", ">bom<"))
                .with("pom.xml", """
                        <project><groupId>g</groupId><artifactId>a</artifactId><version>1</version>
                        <dependencyManagement><dependencies>%s</dependencies></dependencyManagement>
                        <dependencies>%s</dependencies></project>""".formatted(
                        dependency("org.example", "bom", "<version>1.2</version><type>pom</type><scope>import</scope>"),
                        dependency("org.lib", "lib", ""))));

        assertThat(Drawn.edges(graph))
                .contains(
                        "module:maven:g:a depends-on pkg:maven/org.lib/lib@4.5 {scope=compile}",
                        "module:maven:g:a depends-on module:maven:org.example:bom {scope=import}");
    }

    @Test
    void saysNoVersionThatIsNotInTheProject() {
        ProjectGraph graph = Drawn.of(tree(dependency("org.other", "other", "")
                + dependency("org.ranged", "ranged", "<version>[1,2)</version>")
                + dependency("org.asked", "asked", "<version>${not.here}</version>")));

        assertThat(Drawn.edges(graph))
                .contains(
                        "module:maven:org.example:app depends-on pkg:maven/org.other/other {scope=compile}",
                        "module:maven:org.example:app depends-on pkg:maven/org.ranged/ranged"
                                + " {requirement=[1,2), scope=compile}",
                        "module:maven:org.example:app depends-on pkg:maven/org.asked/asked {scope=compile}");
        assertThat(Drawn.unresolved(graph)).containsExactly("app/pom.xml NO_VERSION");
    }

    @Test
    void tellsDependenciesOfAProfileAsSuch() {
        ProjectGraph graph = Drawn.of(
                new MemoryTree().with("pom.xml", """
                <project><groupId>g</groupId><artifactId>a</artifactId><version>1</version>
                <profiles><profile><id>it</id><dependencies>%s</dependencies></profile></profiles></project>""".formatted(dependency("org.lib", "lib", "<version>2</version>"))));

        assertThat(Drawn.edges(graph))
                .contains("module:maven:g:a depends-on pkg:maven/org.lib/lib@2 {profile=it, scope=compile}");
    }

    @Test
    void endsWhereParentsGoRoundInACircle() {
        String pom = """
                <project><parent><groupId>g</groupId><artifactId>%s</artifactId><version>1</version>
                <relativePath>../%s</relativePath></parent><artifactId>%s</artifactId></project>""";

        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("a/pom.xml", pom.formatted("b", "b", "a"))
                .with("b/pom.xml", pom.formatted("a", "a", "b")));

        assertThat(Drawn.unresolved(graph)).contains("a/pom.xml CIRCULAR", "b/pom.xml CIRCULAR");
    }

    @Test
    void looksAtNothingOutsideTheProject() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("pom.xml", """
                <project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version>
                <relativePath>../../etc</relativePath></parent><artifactId>a</artifactId>
                <modules><module>../../x</module><module>/etc</module><module>gone</module></modules></project>"""));

        assertThat(Drawn.unresolved(graph))
                .containsExactly("pom.xml MISSING", "pom.xml OUTSIDE", "pom.xml OUTSIDE", "pom.xml OUTSIDE");
    }

    @Test
    void refusesDocumentTypesSoThatNoEntityIsExpanded() {
        ProjectGraph graph = Drawn.of(new MemoryTree().with("pom.xml", """
                <!DOCTYPE project [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY b "&a;&a;">]>
                <project><groupId>&b;</groupId><artifactId>a</artifactId><version>1</version></project>"""));

        assertThat(Drawn.unresolved(graph)).containsExactly("pom.xml DOCTYPE");
        assertThat(graph.nodes()).isEmpty();
    }

    @Test
    void refusesWhatIsNestedLikeNoPom() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("pom.xml", "<project>" + "<x>".repeat(10_000) + "</x>".repeat(10_000) + "</project>"));

        assertThat(Drawn.unresolved(graph)).containsExactly("pom.xml TOO_DEEP");
    }

    @Test
    void refusesLinksAndWhatIsTooLongOrNoPom() {
        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("a/pom.xml", FileMode.LINK, "/etc/passwd".getBytes(StandardCharsets.UTF_8))
                .withSize("b/pom.xml", 100_000_000)
                .with("c/pom.xml", "<project><groupId>")
                .with("d/pom.xml", FileMode.FILE, new byte[] {'<', (byte) 0xFF, '>'}));

        assertThat(Drawn.unresolved(graph))
                .containsExactly("a/pom.xml LINK", "b/pom.xml TOO_LARGE", "c/pom.xml MALFORMED", "d/pom.xml MALFORMED");
    }

    @Test
    void expandsNoPropertyWithoutEnd() {
        StringBuilder properties = new StringBuilder("<p0>x</p0>");
        for (int i = 1; i < 40; i++) {
            properties.append("<p%d>${p%d}${p%d}</p%d>".formatted(i, i - 1, i - 1, i));
        }

        ProjectGraph graph = Drawn.of(new MemoryTree()
                .with("pom.xml", """
                <project><groupId>g</groupId><artifactId>a</artifactId><version>${p39}</version>
                <properties>%s<loop>${loop}</loop></properties><dependencies>%s</dependencies></project>""".formatted(properties, dependency("o", "l", "<version>${loop}</version>"))));

        assertThat(Drawn.ids(graph)).containsExactly("manifest:pom.xml", "module:maven:g:a", "pkg:maven/o/l");
    }

    @Test
    void takesNoNameThatNoRepositoryHas() {
        ProjectGraph graph = Drawn.of(
                new MemoryTree().with("pom.xml", """
                <project><groupId>g</groupId><artifactId>é</artifactId><version>1</version><dependencies>%s</dependencies>
                </project>""".formatted(dependency("o", "x y", "<version>1</version>"))));

        assertThat(Drawn.unresolved(graph)).containsExactly("pom.xml BAD_NAME", "pom.xml BAD_NAME");
        assertThat(Drawn.ids(graph)).containsExactly("manifest:pom.xml", "module:maven:g:é");
    }
}
