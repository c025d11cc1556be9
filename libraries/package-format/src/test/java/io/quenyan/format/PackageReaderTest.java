package io.quenyan.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackageReaderTest {

    private static final PackageReader READER =
            new PackageReader((derivation, _) -> TestKeys.ready(derivation.encryption()));
    private static final byte[] CONTENT = "protected\n".getBytes(UTF_8);
    private static final byte[] SOURCE = TestPackages.source(Encryption.V2, CONTENT);

    static Stream<JsonText.Style> producers() {
        return Stream.of(JsonText.Style.PYTHON, JsonText.Style.JAVASCRIPT, JsonText.Style.RUST);
    }

    @ParameterizedTest
    @EnumSource
    void readsBackADescriptor(Encryption encryption) {
        Descriptor written = TestPackages.descriptor();

        Descriptor read = READER.read(TestPackages.framed(encryption));

        assertThat(new String(read.contentForm(), UTF_8)).isEqualTo(new String(written.contentForm(), UTF_8));
        assertThat(read.isSource()).isFalse();
        assertThat(Descriptor.parse(read.toJson()).toNode()).isEqualTo(read.toNode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "%s\n", " \r\n\t%s  \n"})
    void readsBase64WithSpaceAroundIt(String form) {
        byte[] text = form.formatted(Base64.getEncoder().encodeToString(SOURCE)).getBytes(UTF_8);

        assertThat(READER.read(text).tokens()).isEqualTo(CONTENT);
    }

    @Test
    void refusesBase64WithLineBreaksInIt() {
        byte[] text = Base64.getMimeEncoder().encode(SOURCE);

        assertThat(code(text)).isEqualTo(ErrorCode.BAD_BASE64);
    }

    @Test
    void readsTheOlderHeader() {
        Descriptor read = READER.read(TestPackages.old(TestPackages.oldPayloadFrame()));

        assertThat(read.tokens()).isEqualTo(TestPackages.descriptor().tokens());
        assertThat(read.toNode().get("wrapper_version").textValue()).isEqualTo("1.0.0");
    }

    @Test
    void readsLegacyJson() {
        JsonNode read =
                READER.read(TestPackages.legacy(TestPackages.legacyDocument())).toNode();

        assertThat(read.get("legacy").booleanValue()).isTrue();
        assertThat(read.at("/sections/tokens").textValue()).isEqualTo("AAKqX6XiHT1I");
        assertThat(read.at("/sections/compression/extras").has("optimisation")).isTrue();
        assertThat(read.at("/sections/stream_header/source_language").textValue())
                .isEqualTo("python");
    }

    @ParameterizedTest
    @MethodSource("producers")
    void opensAPackageWhoseMetadataWasSpacedAgainAfterSealing(JsonText.Style producer) {
        Descriptor descriptor = Descriptor.parse(TestPackages.DESCRIPTOR
                .replace("\"rate\":1e-07", "\"rate\":1e22,\"whole\":100.0,\"\u00e9\":\"\u2028\"")
                .getBytes(UTF_8));
        byte[] aad = AssociatedData.of(JsonText.of(producer, descriptor.metadata()));
        byte[] payload = TestPackages.oldPayloadFrame(TestPackages.payloadFrame(descriptor));
        String spaced = new String(JsonText.of(JsonText.Style.PYTHON_UNSORTED, descriptor.metadata()), UTF_8)
                .replace(",\"", " , \"");

        Descriptor read = READER.read(TestPackages.old(payload, aad, spaced));

        assertThat(read.tokens()).isEqualTo(descriptor.tokens());
    }

    @ParameterizedTest
    @MethodSource("everyBit")
    void givesNoOtherContentWhicheverBitIsFlipped(int index) {
        for (int bit = 0; bit < 8; bit++) {
            byte[] altered = SOURCE.clone();
            altered[index] ^= (byte) (1 << bit);

            byte[] content = contentOrNothing(altered);

            assertThat(content).isIn(CONTENT, new byte[0]);
        }
    }

    static IntStream everyBit() {
        return IntStream.range(0, SOURCE.length);
    }

    @ParameterizedTest
    @CsvSource({
        "'', FRAME_TOO_SMALL",
        "QYN1, FRAME_TOO_SMALL",
        "QY, FRAME_TOO_SMALL",
        "UVlOMQ, BAD_BASE64",
        "UVlOMQ==, FRAME_TOO_SMALL",
        "{}, BAD_VERSION",
        "[], BAD_JSON",
        "PK, BAD_JSON",
        "'{\"version\":\"1.0\"}', MISSING_FIELD",
        "'{\"version\":\"1.0\",\"salt\":\"\"}', BAD_SALT",
        "'{\"version\":\"1.0\",\"salt\":null}', BAD_WRAPPER",
    })
    void tellsWhatIsWrongWithWhatIsNoPackage(String input, ErrorCode expected) {
        assertThat(code(input.getBytes(UTF_8))).isEqualTo(expected);
    }

    @Test
    void refusesAnythingCutShort() {
        for (int length = 0; length < SOURCE.length; length++) {
            assertThat(code(java.util.Arrays.copyOf(SOURCE, length)))
                    .isIn(ErrorCode.FRAME_TOO_SMALL, ErrorCode.FRAME_TRUNCATED);
        }
    }

    @Test
    void refusesMalformedUtf8ThatJsonParsersLetPass() {
        byte[] overlong = "{\"version\":\"1.0\",\"x\":\"??\"}".getBytes(UTF_8);
        overlong[overlong.length - 4] = (byte) 0xC0;
        overlong[overlong.length - 3] = (byte) 0xA2;

        assertThat(code(overlong)).isEqualTo(ErrorCode.BAD_JSON);
    }

    private static byte[] contentOrNothing(byte[] bytes) {
        try {
            return READER.read(bytes).tokens();
        } catch (PackageException e) {
            return new byte[0];
        }
    }

    private static ErrorCode code(byte[] bytes) {
        return catchThrowableOfType(PackageException.class, () -> READER.read(bytes))
                .code();
    }
}
