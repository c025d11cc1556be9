package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.Vectors.Vector;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FixturesTest {

    static Stream<Vector> fixtures() {
        return Vectors.of("fixtures");
    }

    @AfterAll
    static void everyFixtureRan() {
        Vectors.assertAllRan("fixtures");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fixtures")
    void opensAnArchivedPackage(Vector fixture) {
        byte[] bytes = fixture.bytes("package_b64");
        JsonNode payload = fixture.at("/expected/payload");

        Descriptor decoded = TestKeys.reader(fixture.text("passphrase")).read(bytes);

        assertPlaintext(fixture, bytes);
        assertMapped(decoded.toNode(), payload);
        assertThat(decoded.tokens())
                .isEqualTo(Base64.getDecoder()
                        .decode(payload.get("compressed_tokens").textValue()));
        assertThat(Inspection.of(bytes).toNode().get("transport").textValue()).isEqualTo("legacy-json");
        fixture.ran();
    }

    private static void assertMapped(JsonNode descriptor, JsonNode payload) {
        JsonNode compression = payload.has("compression") ? payload.get("compression") : payload;
        assertThat(descriptor.get("legacy").booleanValue()).isTrue();
        assertThat(descriptor.get("payload_version").textValue())
                .isEqualTo(
                        FormatVersion.parse(payload.get("version").textValue()).toString());
        assertThat(canonical(descriptor.at("/sections/payloads"))).isEqualTo(canonical(payload.get("payloads")));
        assertThat(canonical(descriptor.at("/sections/compression/model")))
                .isEqualTo(canonical(compression.has("model") ? compression.get("model") : payload.get("table")));
        assertThat(descriptor.at("/sections/compression/symbol_count").intValue())
                .isEqualTo(compression.get("symbol_count").intValue());
        assertThat(descriptor.at("/sections/compression/extras").has("optimisation"))
                .isEqualTo(compression.has("optimisation"));
        assertThat(descriptor.at("/sections/string_table").textValue())
                .isEqualTo(payload.path("string_table").asText(""));
        assertThat(descriptor.at("/sections/source_map").asText(""))
                .isEqualTo(payload.path("source_map").asText(""));
        assertThat(canonical(descriptor.get("metadata")))
                .isEqualTo(payload.has("metadata") ? canonical(payload.get("metadata")) : "{}");
    }

    /// The decrypted document is, byte for byte, the one that was archived.
    private static void assertPlaintext(Vector fixture, byte[] bytes) {
        Wrapper wrapper = WrapperReader.read(Transport.find(bytes));
        TestKeys.reader(fixture.text("passphrase")).open(wrapper);
        assertThat(HexFormat.of().formatHex(Sha256.of(wrapper.sealed(), 0, wrapper.ciphertextLength())))
                .isEqualTo(fixture.at("/expected/payload_sha256").textValue());
    }

    private static String canonical(JsonNode value) {
        return new String(CanonicalJson.python(value), UTF_8);
    }
}
