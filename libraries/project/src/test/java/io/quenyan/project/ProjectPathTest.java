package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectPathTest {

    private static final String[] LETTERS = {"a", "/", "é", "\uE000", "\uFFFD", "\uD83D\uDE00", "\uD800\uDC00", "~"};

    @Test
    void ordersPathsLikeTheirBytes() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String left = text(random);
            String right = text(random);

            int byBytes = Arrays.compareUnsigned(
                    left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));

            assertThat(Integer.signum(ProjectPath.BY_BYTES.compare(left, right)))
                    .as("'%s' and '%s', seed %d", left, right, seed)
                    .isEqualTo(Integer.signum(byBytes));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/etc/passwd",
                "../x",
                "a/../../x",
                "a/..",
                ".",
                "a/./b",
                "a//b",
                "a/",
                "nul\0",
                "\uD800",
                ".git/config",
                "a/.GIT/hooks/post-checkout"
            })
    void refusesAPathThatDoesNotStayBelowItsRoot(String path) {
        assertThat(ProjectPath.problem(path)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b.json", "...", ".gitignore", "a\nb", "é/ü", "..a/b..", "a\\b", " "})
    void takesAPathThatStaysBelowItsRoot(String path) {
        assertThat(ProjectPath.problem(path)).isEmpty();
    }

    @Test
    void refusesANameThatNoFileSystemTakes() {
        assertThat(ProjectPath.problem("a/" + "é".repeat(128))).isPresent();
    }

    @Test
    void percentEncodesAllButPlainAscii() {
        assertThat(ProjectPath.percentEncoded("a/é b%\"<&>~.json")).isEqualTo("a/%C3%A9%20b%25%22%3C%26%3E~.json");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(LETTERS[random.nextInt(LETTERS.length)]);
        }
        return text.toString();
    }
}
