package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.json | a/b/c.json",
                "a/*.json | a/c.json",
                "a/** | a/b/c",
                "**/c.json | c.json",
                "**/c.json | a/b/c.json",
                "a/?.json | a/é.json",
                "a/[a-c]x | a/bx",
                "a/[!a-c]x | a/dx",
                "{src,test}/*.{java,kt} | test/X.kt",
                "a\\*b/c | a*b/c",
                "** | a/b",
            })
    void takes(String glob, String path) {
        assertThat(Glob.of(glob).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.json | a/c.jsonx",
                "a/*.json | a/b/c.json",
                "a/* | a/b/c",
                "a/?.json | a//.json",
                "a/[!a]b | a//b",
                "a/[a-c]x | a/dx",
                "a\\*b/c | axb/c",
                "src/** | source/a",
            })
    void leavesOut(String glob, String path) {
        assertThat(Glob.of(glob).matches(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "a{b", "a}b", "a\\", "{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}"})
    void refusesWhatIsNoGlob(String glob) {
        assertThatIllegalArgumentException().isThrownBy(() -> Glob.of(glob));
    }

    @Test
    void takesTimeInProportionWhateverThePattern() {
        Glob hostile = Glob.of("*a".repeat(400) + "/b");

        Assertions.assertTimeout(Duration.ofSeconds(5), () -> hostile.matches("a".repeat(4_000)));
    }
}
