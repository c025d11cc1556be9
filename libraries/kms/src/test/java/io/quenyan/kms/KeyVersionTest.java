package io.quenyan.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyVersionTest {

    /// Where the originals wrap around or repeat the version, there is none.
    @ParameterizedTest
    @MethodSource("vectors")
    void isFollowedByTheVersionOfTheVectors(JsonNode vector) {
        String current = vector.get("current").textValue();
        String expected = vector.get("expected").textValue();
        Optional<String> wanted = Optional.ofNullable(expected).filter(it -> !it.equals(current));

        assertThat(new KeyVersion(current).next().map(KeyVersion::text))
                .as(vector.get("note").textValue())
                .isEqualTo(wanted);
    }

    @Test
    void ranAsManyVectorsAsTheFileCounts() throws IOException {
        assertThat(vectors()).hasSize(file().get("count").intValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"4294967295", "v4294967295", "04294967295", "99999999999999999999999"})
    void endsWith32Bits(String last) {
        assertThat(new KeyVersion(last).next()).isEmpty();
    }

    @Test
    void countsToTheLastNumberOf32Bits() {
        assertThat(new KeyVersion("4294967294").next()).contains(new KeyVersion("4294967295"));
    }

    @Test
    void doesNotGrowBeyondItsLength() {
        assertThat(new KeyVersion("v".repeat(255)).next()).isEmpty();
    }

    @Test
    void isNeverBlank() {
        assertThatThrownBy(() -> new KeyVersion(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<JsonNode> vectors() throws IOException {
        return StreamSupport.stream(file().get("vectors").spliterator(), false);
    }

    private static JsonNode file() throws IOException {
        try (InputStream in = KeyVersionTest.class.getResourceAsStream("/vectors/version_bump.json")) {
            return new ObjectMapper()
                    .readTree(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
