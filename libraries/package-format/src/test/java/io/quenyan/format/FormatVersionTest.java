package io.quenyan.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatVersionTest {

    @ParameterizedTest
    @CsvSource({"1.2, 1.2.0", "1.2.0, 1.2.0", "001.02.3, 1.2.3", "255.255.65535, 255.255.65535", "0.0, 0.0.0"})
    void readsTwoOrThreeNumbers(String text, String normalised) {
        assertThat(FormatVersion.parse(text)).hasToString(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.",
                ".1",
                "1.2.",
                "1.2.3.4",
                "v1.2",
                "1.2-rc",
                " 1.2",
                "1.2\n",
                "+1.2",
                "1_0.2",
                "1.-2",
                "256.0",
                "1.256",
                "1.2.65536",
                "99999999999.0",
                "\u0661.2"
            })
    void refusesEverythingElse(String text) {
        assertThat(catchThrowableOfType(PackageException.class, () -> FormatVersion.parse(text))
                        .code())
                .isEqualTo(ErrorCode.BAD_VERSION);
    }

    @ParameterizedTest
    @CsvSource({"1.0.0, true", "1.2.0, true", "1.9.7, true", "0.9.9, false", "2.0.0, false"})
    void supportsItsMajorFromTheOldestOn(String version, boolean supported) {
        assertThat(FormatVersion.parse(version).supported()).isEqualTo(supported);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.0, 1.0.0, true",
        "1.0.0, 1.2.0, false",
        "1.1.0, 1.1.0, true",
        "2.0.0, 1.0.0, false",
        "1.2.0, 0.9.0, false"
    })
    void decodesWhatIsNotNewer(String decoder, String packaged, boolean decodes) {
        assertThat(FormatVersion.parse(decoder).decodes(FormatVersion.parse(packaged)))
                .isEqualTo(decodes);
    }

    @Test
    void negotiatesTheHighestThatBothKnow() {
        assertThat(FormatVersion.negotiate(List.of())).contains(FormatVersion.CURRENT);
        assertThat(FormatVersion.negotiate(versions("1.0.0", "1.1.0", "1.9.0"))).contains(FormatVersion.parse("1.1.0"));
        assertThat(FormatVersion.negotiate(versions("3.0.0"))).isEmpty();
    }

    private static List<FormatVersion> versions(String... texts) {
        return Stream.of(texts).map(FormatVersion::parse).toList();
    }
}
