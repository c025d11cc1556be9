package io.quenyan.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class InspectionTest {

    @Test
    void tellsWhatStandsOutsideTheCiphertext() {
        byte[] bytes = TestPackages.framed(Encryption.V2);

        JsonNode told = Inspection.of(bytes).toNode();

        assertThat(told.get("transport").textValue()).isEqualTo("frame");
        assertThat(told.get("base64").booleanValue()).isFalse();
        assertThat(told.get("bytes").intValue()).isEqualTo(bytes.length);
        assertThat(told.get("payload_version").textValue()).isEqualTo("1.2.0");
        assertThat(told.get("payload_features")).hasSize(4);
        assertThat(told.at("/encryption/version").intValue()).isEqualTo(2);
        assertThat(told.at("/encryption/kdf_parameters/memory_cost").intValue()).isEqualTo(65_536);
        assertThat(told.at("/metadata/source_language").textValue()).isEqualTo("python");
        assertThat(told.get("ciphertext_bytes").intValue()).isEqualTo(TestPackages.payloadFrame().length);
    }

    @Test
    void tellsTheFormInWhichAPackageCame() {
        assertThat(transport(TestPackages.base64(Encryption.V1))).isEqualTo("frame");
        assertThat(transport(TestPackages.old(TestPackages.oldPayloadFrame()))).isEqualTo("old-frame");
        assertThat(transport(TestPackages.legacy(TestPackages.legacyDocument())))
                .isEqualTo("legacy-json");
        assertThat(Inspection.of(TestPackages.base64(Encryption.V1))
                        .toNode()
                        .get("base64")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void givesAwayACopyOfTheMetadata() {
        Inspection inspection = Inspection.of(TestPackages.framed(Encryption.V1));

        inspection.metadata().removeAll();

        assertThat(inspection.metadata()).isNotEmpty();
        assertThat(inspection.derivation()).isInstanceOf(Pbkdf2.class);
    }

    @Test
    void refusesWhatAReaderRefusesWithoutASecret() {
        byte[] bytes = TestPackages.framed(Encryption.V1);
        bytes[bytes.length - 1] ^= 1;

        assertThat(catchThrowableOfType(PackageException.class, () -> Inspection.of(bytes))
                        .code())
                .isEqualTo(ErrorCode.CRC_MISMATCH);
    }

    private static String transport(byte[] bytes) {
        return Inspection.of(bytes).toNode().get("transport").textValue();
    }
}
