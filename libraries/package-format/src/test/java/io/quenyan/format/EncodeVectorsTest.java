package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.Vectors.Vector;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EncodeVectorsTest {

    /// Its versions are the largest that can be written; a reader takes major 1 only.
    private static final String UNREADABLE_VERSION = "E42";

    static Stream<Vector> vectors() {
        return Vectors.of("encode");
    }

    @AfterAll
    static void everyVectorRan() {
        Vectors.assertAllRan("encode");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void writesTheBytesOfTheVectorAndReadsWhatOthersWrote(Vector vector) {
        byte[] descriptor = vector.text("descriptor_text").getBytes(UTF_8);
        DerivedKey key = TestKeys.pbkdf2(vector.text("passphrase"), vector.bytes("salt_b64"));
        SealingMaterial material = SealingMaterial.fixed(new byte[0], vector.bytes("nonce_b64"));

        byte[] written = new PackageWriter(key).write(Descriptor.parse(descriptor), material);

        assertThat(written)
                .asBase64Encoded()
                .isEqualTo(vector.at("/python/package_b64").textValue());
        assertRead(vector, vector.at("/python"), written, "/decode/of_python_package");
        if (vector.at("/js/identical_to_python").booleanValue()) {
            assertThat(sha256(written)).isEqualTo(vector.at("/js/sha256").textValue());
        } else {
            byte[] theirs =
                    Base64.getDecoder().decode(vector.at("/js/package_b64").textValue());
            assertRead(vector, vector.at("/js"), theirs, "/decode/of_js_package");
        }
        vector.ran();
    }

    private static void assertRead(Vector vector, JsonNode producer, byte[] bytes, String decode) {
        assertThat(sha256(bytes)).isEqualTo(producer.get("sha256").textValue());
        PackageReader reader = TestKeys.reader(vector.text("passphrase"));
        if (vector.text("id").equals(UNREADABLE_VERSION)) {
            assertThatThrownBy(() -> reader.read(bytes))
                    .isInstanceOfSatisfying(
                            PackageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_VERSION));
            return;
        }
        assertDerived(vector, producer.get("derived"), bytes);
        Descriptor decoded = reader.read(bytes);
        assertThat(decoded.salt().orElseThrow().bytes()).isEqualTo(vector.bytes("salt_b64"));
        assertThat(decoded.nonce().orElseThrow()).isEqualTo(vector.bytes("nonce_b64"));
        JsonNode descriptor = vector.at(decode).get("descriptor_python");
        if (descriptor != null) {
            assertThat(canonical(decoded.toNode())).isEqualTo(canonical(descriptor));
            assertThat(canonical(CanonicalJson.parse(decoded.toJson()))).isEqualTo(canonical(descriptor));
        }
    }

    /// Key, associated data and plaintext are those of the producer.
    private static void assertDerived(Vector vector, JsonNode derived, byte[] bytes) {
        Wrapper wrapper = WrapperReader.read(Transport.find(bytes));
        TestKeys.reader(vector.text("passphrase")).open(wrapper);
        byte[] plaintext = Arrays.copyOf(wrapper.sealed(), wrapper.ciphertextLength());
        byte[] aad = AssociatedData.asItStands(wrapper.exactMetadata());
        byte[] key = TestKeys.of(vector.text("passphrase"))
                .get(wrapper.derivation())
                .packageKey(wrapper.hkdfSalt())
                .getEncoded();

        assertThat(HexFormat.of().formatHex(key))
                .isEqualTo(derived.get("key_hex").textValue());
        assertThat(aad).asBase64Encoded().isEqualTo(derived.get("aad_b64").textValue());
        assertThat(sha256(plaintext))
                .isEqualTo(derived.get("payload_frame_sha256").textValue());
        if (derived.has("payload_frame_b64")) {
            assertThat(plaintext)
                    .asBase64Encoded()
                    .isEqualTo(derived.get("payload_frame_b64").textValue());
        }
    }

    /// Parsed by our own parser, because the test's tells numbers apart in another way.
    private static String canonical(JsonNode value) {
        return new String(CanonicalJson.python(CanonicalJson.parse(CanonicalJson.python(value))), UTF_8);
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Sha256.of(bytes, 0, bytes.length));
    }
}
