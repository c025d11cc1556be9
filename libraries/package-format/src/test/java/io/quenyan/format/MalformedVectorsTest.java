package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.Vectors.Vector;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedVectorsTest {

    private static final String ACCEPT = "ACCEPT";

    /// Where a vector leaves a choice, what the specification chose.
    private static final Map<String, String> CHOSEN = Map.of(
            "M148", ACCEPT,
            "M163", ErrorCode.KDF_LIMIT.name(),
            "M214", ErrorCode.DUPLICATE_SECTION.name());

    static Stream<Vector> decodeVectors() {
        return Vectors.of("malformed_decode");
    }

    static Stream<Vector> encodeVectors() {
        return Vectors.of("malformed_encode");
    }

    @AfterAll
    static void everyVectorRan() {
        Vectors.assertAllRan("malformed_decode");
        Vectors.assertAllRan("malformed_encode");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("decodeVectors")
    void refusesAPackageByTheNameOfWhatIsWrong(Vector vector) {
        PackageReader reader = TestKeys.reader(vector.text("passphrase"));
        List<Descriptor> decoded = new ArrayList<>();

        String result = result(() -> decoded.add(reader.read(vector.bytes("package_b64"))));

        assertThat(result).isEqualTo(proposed(vector));
        if (result.equals(ACCEPT) && vector.node().has("python_descriptor_sha256")) {
            assertThat(sha256(CanonicalJson.python(decoded.getFirst().toNode())))
                    .isEqualTo(vector.text("python_descriptor_sha256"));
        }
        vector.ran();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodeVectors")
    void refusesADescriptorByTheNameOfWhatIsWrong(Vector vector) {
        PackageWriter writer = new PackageWriter(TestKeys.ready(Encryption.V1));
        SealingMaterial material = SealingMaterial.fixed(new byte[0], new byte[SealingMaterial.NONCE_LENGTH]);

        String result = result(() ->
                writer.write(Descriptor.parse(vector.text("descriptor_text").getBytes(UTF_8)), material));

        assertThat(result).isEqualTo(proposed(vector));
        vector.ran();
    }

    private static String proposed(Vector vector) {
        return CHOSEN.getOrDefault(vector.text("id"), vector.text("proposed_result"));
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes, 0, bytes.length));
    }

    private static String result(Runnable action) {
        try {
            action.run();
            return ACCEPT;
        } catch (PackageException e) {
            return e.code().name();
        }
    }
}
