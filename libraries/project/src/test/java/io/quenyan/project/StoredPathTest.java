package io.quenyan.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPathTest {

    @Test
    void keepsWhatFits() {
        String longest = "a/".repeat(999) + "ab";

        assertThat(StoredPath.fits(longest)).isTrue();
        assertThat(StoredPath.of(longest)).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "€", "🐦", "x🐦"})
    void shortensWhatDoesNotAndCutsNoCharacter(String part) {
        String path = part.repeat(2_001);
        String stored = StoredPath.of(path);

        assertThat(StoredPath.fits(path)).isFalse();
        assertThat(stored.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1_000, 1_100);
        assertThat(stored).startsWith(part).doesNotContain("\uFFFD");
        assertThat(StoredPath.of(path + "z")).isNotEqualTo(stored);
    }
}
