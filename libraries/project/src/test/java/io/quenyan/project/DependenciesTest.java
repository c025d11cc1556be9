package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.format.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependenciesTest {

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[\"b\"]}", "{\"dependencies\":{\"a\":[\"b\"]}}", "{\"x/a\":[],\"a\":[\"./b\"]}"})
    void readsBothFormsOfAManifest(String manifest) {
        assertThat(Dependencies.parse(utf8(manifest)).dependants(Set.of("b"))).containsExactly("a");
    }

    @Test
    void takesAListUnderDependenciesForThatOfAFileOfThisName() {
        assertThat(Dependencies.parse(utf8("{\"dependencies\":[\"b\"]}")).dependants(Set.of("b")))
                .containsExactly("dependencies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":\"b\"}", "{\"a\":[1]}", "{\"dependencies\":{\"a\":{}}}", "{"})
    void refusesOtherForms(String manifest) {
        assertThatThrownBy(() -> Dependencies.parse(utf8(manifest))).isInstanceOf(DependencyManifestException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"b\"]", "{\"b\":\"hash\"}", "[{\"path\":\"b\",\"version\":1},7]"})
    void readsWhatDescriptorsName(String dependencies) {
        assertThat(Dependencies.named(CanonicalJson.parse(utf8("{\"dependencies\":%s}".formatted(dependencies)))))
                .containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"dependencies\":3}", "{\"dependencies\":null}"})
    void findsNothingWhereNothingIsNamed(String metadata) {
        assertThat(Dependencies.named(CanonicalJson.parse(utf8(metadata)))).isEmpty();
    }

    @Test
    void resolvesNamesThatBeginWithADotFromTheFolderOfTheFile() {
        Dependencies needs = Dependencies.of(Map.of("x/y/a", List.of("../z/b", "./c", "d", "../../../e")));

        assertThat(needs.targets()).containsExactlyInAnyOrder("x/z/b", "x/y/c", "d", "../e");
    }

    /// All graphs of three files, against the transitive closure by repetition.
    @Test
    void findsAllThatDependOnAChange() {
        assertThat(IntStream.range(0, 1 << 9).filter(graph -> !closes(graph))).isEmpty();
    }

    private static boolean closes(int graph) {
        boolean[][] reaches = new boolean[3][3];
        Map<String, List<String>> needs = new java.util.HashMap<>();
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                if ((graph >> (3 * i + j) & 1) == 1) {
                    reaches[i][j] = true;
                    needs.computeIfAbsent("f" + i, _ -> new java.util.ArrayList<>())
                            .add("f" + j);
                }
            }
        }
        for (int round = 0; round < 9; round++) {
            int j = round % 3;
            for (int i = 0; i < 3; i++) {
                for (int k = 0; k < 3; k++) {
                    reaches[i][k] |= reaches[i][j] && reaches[j][k];
                }
            }
        }
        Set<String> found = Dependencies.of(needs).dependants(Set.of("f0"));
        return IntStream.range(0, 3).allMatch(i -> found.contains("f" + i) == reaches[i][0]);
    }
}
