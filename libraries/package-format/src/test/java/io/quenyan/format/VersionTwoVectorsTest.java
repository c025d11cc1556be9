package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.Vectors.Vector;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VersionTwoVectorsTest {

    private static final String FILE = "v2_argon2id";

    static Stream<Vector> written() {
        return Vectors.of(FILE, "v2_package_writer");
    }

    static Stream<Vector> variants() {
        return Vectors.of(FILE, "v2_wrapper_variant");
    }

    @AfterAll
    static void everyVectorRan() {
        Vectors.assertAllRan(FILE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    void writesTheBytesOfTheVectorAndReadsThem(Vector vector) {
        DerivedKey key = TestKeys.argon2id(vector.text("passphrase"), vector.bytes("salt_b64"));
        Descriptor descriptor = Descriptor.parse(JsonText.of(JsonText.Style.PYTHON, vector.at("/descriptor")));
        SealingMaterial material = SealingMaterial.fixed(vector.bytes("hkdf_salt_b64"), vector.bytes("nonce_b64"));

        byte[] written = new PackageWriter(key).write(descriptor, material);

        assertThat(written).isEqualTo(vector.bytes("package_b64"));
        assertThat(key.exposeBytes())
                .isEqualTo(HexFormat.of()
                        .parseHex(vector.at("/derived/argon2id_hex").textValue()));
        assertThat(key.packageKey(vector.bytes("hkdf_salt_b64")).getEncoded())
                .isEqualTo(HexFormat.of().parseHex(vector.at("/derived/key_hex").textValue()));
        assertReads(vector);
        vector.ran();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("variants")
    void readsEveryVariantOfTheWrapper(Vector vector) {
        assertReads(vector);
        vector.ran();
    }

    private static void assertReads(Vector vector) {
        byte[] bytes = vector.bytes("package_b64");
        assertThat(HexFormat.of().formatHex(Sha256.of(bytes, 0, bytes.length))).isEqualTo(vector.text("sha256"));
        JsonNode derived = vector.at("/derived");
        Wrapper wrapper = WrapperReader.read(Transport.find(bytes));
        PackageReader reader = TestKeys.reader(vector.text("passphrase"));
        reader.open(wrapper);
        Descriptor decoded = reader.read(bytes);

        if (derived.hasNonNull("aad_b64")) {
            assertThat(AssociatedData.asItStands(wrapper.exactMetadata()))
                    .asBase64Encoded()
                    .isEqualTo(derived.get("aad_b64").textValue());
        }
        if (derived.hasNonNull("payload_frame_b64")) {
            assertThat(Arrays.copyOf(wrapper.sealed(), wrapper.ciphertextLength()))
                    .asBase64Encoded()
                    .isEqualTo(derived.get("payload_frame_b64").textValue());
        }
        if (vector.node().has("descriptor")) {
            assertThat(new String(CanonicalJson.python(decoded.toNode()), UTF_8))
                    .isEqualTo(new String(CanonicalJson.python(vector.at("/descriptor")), UTF_8));
        }
    }
}
