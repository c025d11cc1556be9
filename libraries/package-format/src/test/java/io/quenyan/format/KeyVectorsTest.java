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

class KeyVectorsTest {

    private static final String FILE = "key_derivation";

    static Stream<Vector> pbkdf2() {
        return Vectors.of(FILE, "pbkdf2");
    }

    static Stream<Vector> argon2id() {
        return Vectors.of(FILE, "argon2id_hkdf");
    }

    static Stream<Vector> documentedHierarchy() {
        return Vectors.of(FILE, "hierarchy_docs");
    }

    static Stream<Vector> rustHierarchy() {
        return Vectors.of(FILE, "hierarchy_rust_library");
    }

    @AfterAll
    static void everyVectorRan() {
        Vectors.assertAllRan(FILE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pbkdf2")
    void derivesTheKeyOfVersionOne(Vector vector) {
        DerivedKey key = TestKeys.pbkdf2(vector.text("passphrase"), vector.hex("salt_hex"));

        assertThat(vector.node().get("iterations").intValue()).isEqualTo(Pbkdf2.ITERATIONS);
        assertThat(key.packageKey(new byte[0]).getEncoded()).isEqualTo(vector.hex("key_hex"));
        vector.ran();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("argon2id")
    void derivesTheKeyOfVersionTwo(Vector vector) {
        JsonNode parameters = vector.at("/parameters");
        Argon2Cost cost = new Argon2Cost(
                parameters.get("time_cost").intValue(),
                parameters.get("memory_cost").intValue(),
                parameters.get("parallelism").intValue());

        DerivedKey key =
                TestKeys.of(vector.text("passphrase")).get(new Argon2id(Salt.ofHex(vector.text("salt_hex")), cost));

        assertThat(key.exposeBytes()).isEqualTo(vector.hex("argon2id_hex"));
        assertThat(key.packageKey(vector.hex("hkdf_salt_hex")).getEncoded()).isEqualTo(vector.hex("key_hex"));
        vector.ran();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("documentedHierarchy")
    void derivesTheKeysOfTheDocumentedHierarchy(Vector vector) {
        byte[] projectKey = Hkdf.derive(
                vector.hex("master_hex"),
                new byte[0],
                "qyn1:project:%s:%s"
                        .formatted(vector.text("project_id"), vector.text("dictionary_version"))
                        .getBytes(UTF_8));
        byte[] fileKey = Hkdf.derive(
                projectKey,
                new byte[0],
                "qyn1:file:%s:%s"
                        .formatted(vector.text("source_hash"), vector.text("encoder_version"))
                        .getBytes(UTF_8));

        assertThat(projectKey).isEqualTo(vector.hex("project_key_hex"));
        assertThat(fileKey).isEqualTo(vector.hex("file_key_hex"));
        vector.ran();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rustHierarchy")
    void derivesAndSealsAsTheRustLibraryDoes(Vector vector) {
        byte[] projectSalt = vector.bytes("project_salt_b64");
        byte[] master = TestKeys.pbkdf2(vector.text("passphrase"), projectSalt).exposeBytes();
        byte[] projectKey =
                Hkdf.derive(master, projectSalt, vector.text("project_id").getBytes(UTF_8));
        byte[] fileKey = Hkdf.derive(
                projectKey,
                vector.bytes("file_salt_b64"),
                vector.text("file_path").getBytes(UTF_8));
        byte[] plaintext = vector.text("plaintext").getBytes(UTF_8);
        byte[] sealed = Arrays.copyOf(plaintext, plaintext.length + Sealing.TAG_LENGTH);
        Sealing.seal(
                new RawKey("ChaCha20", fileKey.clone()),
                vector.bytes("nonce_b64"),
                vector.text("aad").getBytes(UTF_8),
                sealed,
                0,
                plaintext.length);

        assertThat(HexFormat.of().formatHex(master)).isEqualTo(vector.text("master_hex"));
        assertThat(projectKey).isEqualTo(vector.hex("project_key_hex"));
        assertThat(fileKey).isEqualTo(vector.hex("file_key_hex"));
        assertThat(Arrays.copyOf(sealed, plaintext.length)).isEqualTo(vector.bytes("ciphertext_b64"));
        assertThat(Arrays.copyOfRange(sealed, plaintext.length, sealed.length)).isEqualTo(vector.bytes("tag_b64"));
        vector.ran();
    }
}
