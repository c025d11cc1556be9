package io.quenyan.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @Test
    void wipesADataKeyOnClose() {
        byte[] bytes = new byte[32];
        bytes[7] = 7;
        DataKey.takingOver(bytes).close();

        assertThat(bytes).containsOnly(0);
    }

    @Test
    void exposesNothingOnceWiped() {
        DataKey key = DataKey.takingOver(new byte[32]);
        key.close();

        assertThatThrownBy(key::exposeBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(key::exposeBase64Url).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void takesNoDataKeyOfAnotherLength(int length) {
        assertThatThrownBy(() -> DataKey.takingOver(new byte[length])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesThePlaceOfAPassphraseAs43Characters() {
        try (DataKey key = DataKey.takingOver(new byte[32])) {
            assertThat(new String(key.exposeBase64Url(), StandardCharsets.US_ASCII))
                    .isEqualTo("A".repeat(43));
        }
    }

    @Test
    void givesNoTwoContextsTheSameBytes() {
        assertThat(EncryptionContext.of(Map.of("a", "bc")).bytes())
                .isNotEqualTo(EncryptionContext.of(Map.of("ab", "c")).bytes());
    }

    @Test
    void hasNoEmptyContext() {
        assertThatThrownBy(() -> EncryptionContext.of(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void hasNoKeyIdThatCannotBeTold(String text) {
        assertThatThrownBy(() -> new KeyId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "retired", "???"})
    void usesNoKeyOfAStateItDoesNotKnow(String state) {
        assertThat(KeyState.of(state)).isEqualTo(KeyState.UNUSABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "Enabled", "ENABLED"})
    void readsTheOriginalsWordsForAKeyInUse(String state) {
        assertThat(KeyState.of(state)).isEqualTo(KeyState.ENABLED);
    }
}
