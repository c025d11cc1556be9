package io.quenyan.kms.hsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.kms.KeysUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PinReferenceTest {

    @Test
    void readsAVariable() {
        assertThat(PinReference.parse("env:PIN").orElseThrow().read(Map.of("PIN", "1234")))
                .containsExactly('1', '2', '3', '4');
    }

    @Test
    void readsAFileUpToItsLineEnd(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pin"), "12 34\r\n");

        assertThat(PinReference.parse("file:" + file).orElseThrow().read(Map.of()))
                .containsExactly('1', '2', ' ', '3', '4');
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234", "env:", "file:", ""})
    void takesNoPinForAReference(String text) {
        assertThat(PinReference.parse(text)).isEmpty();
    }

    @Test
    void saysWhereThePinShouldBe() {
        assertThatThrownBy(() -> PinReference.parse("env:PIN").orElseThrow().read(Map.of()))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining("PIN");
    }
}
