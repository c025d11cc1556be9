package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.Vectors.Vector;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CanonicalJsonVectorsTest {

    private static final String FILE = "canonical_json";

    static Stream<Vector> vectors() {
        return Vectors.of(FILE);
    }

    @AfterAll
    static void everyVectorRan() {
        Vectors.assertAllRan(FILE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void writesTheFormOfEveryLanguage(Vector vector) {
        byte[] input = vector.text("input").getBytes(UTF_8);
        JsonNode value = CanonicalJson.parse(input);
        JsonBytes bytes = JsonBytes.of("input", new Slice(input, 0, input.length));

        assertThat(new String(CanonicalJson.python(value), UTF_8)).isEqualTo(vector.text("python"));
        assertThat(new String(bytes.bytes(), UTF_8)).isEqualTo(vector.text("python"));
        assertThat(new String(CanonicalJson.javaScript(value), UTF_8)).isEqualTo(vector.text("js"));
        assertThat(CanonicalJson.rust(value)
                        .map(rust -> new String(rust, UTF_8))
                        .orElse(null))
                .isEqualTo(vector.text("rust_serde_json"));
        vector.ran();
    }
}
