package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageWriterTest {

    private static final PackageReader READER =
            new PackageReader((derivation, _) -> TestKeys.ready(derivation.encryption()));
    private static final ObjectNode METADATA =
            JsonNodeFactory.instance.objectNode().put("path", "a/b.txt");

    @ParameterizedTest
    @EnumSource
    void writesTheSameBytesForTheSameSeedPathAndContent(Encryption encryption) {
        byte[] once = seeded(encryption, 1, "a/b.txt", "content");

        assertThat(seeded(encryption, 1, "a/b.txt", "content")).isEqualTo(once);
    }

    @ParameterizedTest
    @EnumSource
    void drawsAnotherNonceForAnythingElse(Encryption encryption) {
        Set<String> nonces = new HashSet<>();
        for (String path : new String[] {"a/b.txt", "a/b.tx", ""}) {
            for (String content : new String[] {"content", "contenu", ""}) {
                for (int seed = 1; seed < 4; seed++) {
                    nonces.add(nonce(seeded(encryption, seed, path, content)));
                }
            }
        }

        assertThat(nonces).hasSize(27);
    }

    @Test
    void drawsAnotherNonceForOtherMetadata() {
        SealingMaterial material = SealingMaterial.seeded(seed(1), "a");
        ObjectNode other = METADATA.deepCopy().put("generation", 2);

        assertThat(nonce(write(Encryption.V2, new SourceContent(new byte[3], "", other), material)))
                .isNotEqualTo(nonce(write(Encryption.V2, new SourceContent(new byte[3], "", METADATA), material)));
    }

    @ParameterizedTest
    @EnumSource
    void drawsAfreshForEveryPackageWithoutASeed(Encryption encryption) {
        SealingMaterial random = SealingMaterial.random(new SecureRandom());
        SourceContent source = new SourceContent(new byte[100], "text", METADATA);

        assertThat(write(encryption, source, random)).isNotEqualTo(write(encryption, source, random));
    }

    @Test
    void usesNeitherSaltNorNonceOfTheDescriptor() {
        Descriptor read = READER.read(TestPackages.framed(Encryption.V1));

        byte[] again = new PackageWriter(TestKeys.ready(Encryption.V1))
                .write(read, SealingMaterial.random(new SecureRandom()));

        assertThat(READER.read(again).nonce()).isNotEqualTo(read.nonce());
        assertThat(read.withoutMaterial().toNode().has("salt")).isFalse();
    }

    @Test
    void writesAPackageOfAnOlderFormAsANewOne() {
        Descriptor legacy = READER.read(TestPackages.legacy(TestPackages.legacyDocument()));

        byte[] again = new PackageWriter(TestKeys.ready(Encryption.V2))
                .write(legacy, SealingMaterial.random(new SecureRandom()));

        JsonNode read = READER.read(again).toNode();
        assertThat(read.get("payload_features")).hasSize(3);
        assertThat(read.get("sections")).isEqualTo(legacy.toNode().get("sections"));
        assertThat(read.has("legacy")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 383, 384, 385, 1023, 1024, 4096, 100_001})
    void keepsAFileByteForByte(int length) {
        byte[] content = new byte[length];
        new SecureRandom().nextBytes(content);

        Descriptor read = READER.read(TestPackages.source(Encryption.V2, content));

        assertThat(read.tokens()).isEqualTo(content);
        assertThat(read.isSource()).isTrue();
        assertThat(read.sourceHash())
                .isEqualTo(java.util.HexFormat.of().formatHex(Sha256.of(content, 0, content.length)));
    }

    @Test
    void describesASourcePackageAsDesigned() {
        JsonNode read = READER.read(TestPackages.source(Encryption.V2, "x".getBytes(UTF_8)))
                .toNode();

        assertThat(read.at("/sections/stream_header/encoder_version").textValue())
                .isEqualTo("quenyan-source/1");
        assertThat(read.at("/sections/stream_header/dictionary_version").textValue())
                .isEqualTo("1.0");
        assertThat(read.at("/sections/stream_header/symbol_count").intValue()).isZero();
        assertThat(read.at("/sections/compression/backend").textValue()).isEqualTo("identity");
        assertThat(read.at("/sections/string_table").textValue()).isEmpty();
        assertThat(read.get("payload_features")).isEmpty();
        assertThat(read.get("wrapper_version").textValue()).isEqualTo("1.2.0");
    }

    @Test
    void refusesTextWithoutUtf8WhereItMustBeWrittenAsUtf8() {
        SourceContent source = new SourceContent(new byte[0], "\ud800", METADATA);
        SealingMaterial random = SealingMaterial.random(new SecureRandom());

        assertThat(catchThrowableOfType(PackageException.class, () -> write(Encryption.V1, source, random))
                        .code())
                .isEqualTo(ErrorCode.BAD_UTF8);
    }

    @Test
    void refusesAnHkdfSaltOfAnotherLength() {
        SourceContent source = new SourceContent(new byte[0], "", METADATA);
        SealingMaterial material = SealingMaterial.fixed(new byte[8], new byte[SealingMaterial.NONCE_LENGTH]);

        assertThat(catchThrowableOfType(PackageException.class, () -> write(Encryption.V2, source, material))
                        .code())
                .isEqualTo(ErrorCode.BAD_SALT);
    }

    private static byte[] seeded(Encryption encryption, int seed, String path, String content) {
        SourceContent source = new SourceContent(content.getBytes(UTF_8), "text", METADATA);
        return write(encryption, source, SealingMaterial.seeded(seed(seed), path));
    }

    private static BatchSeed seed(int value) {
        byte[] bytes = new byte[BatchSeed.LENGTH];
        Arrays.fill(bytes, (byte) value);
        return BatchSeed.of(bytes);
    }

    private static byte[] write(Encryption encryption, SourceContent source, SealingMaterial material) {
        return new PackageWriter(TestKeys.ready(encryption)).write(source, material);
    }

    private static String nonce(byte[] bytes) {
        return Inspection.of(bytes).toNode().at("/encryption/nonce").textValue();
    }
}
