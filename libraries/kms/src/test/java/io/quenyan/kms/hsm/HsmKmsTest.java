package io.quenyan.kms.hsm;

import static io.quenyan.kms.Answers.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quenyan.kms.EncryptionContext;
import io.quenyan.kms.KeyId;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import io.quenyan.kms.NewDataKey;
import io.quenyan.kms.file.KeyRingKms;
import io.quenyan.kms.file.RingSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HsmKmsTest {

    private static final KeyId KEY = new KeyId("release");
    private static final EncryptionContext BILLING = EncryptionContext.ofProject("billing");

    @TempDir
    private Path folder;

    private KeyRingKms ring;

    @BeforeEach
    void makeAKey() {
        ring = with(TestToken.ENVIRONMENT);
        given(ring.create(KEY, Optional.empty()));
    }

    @Test
    void keepsNoSecretInItsRing() throws IOException {
        assertThat(Files.readString(folder.resolve("hsm-kms.json")))
                .contains("\"material\" : \"quenyan/release/1/")
                .doesNotContain(TestToken.PIN);
        assertThat(folder.resolve("local-master.key")).doesNotExist();
    }

    @Test
    void findsKeysThatAnotherSessionMade() {
        KeyRingKms other = with(TestToken.ENVIRONMENT);
        given(other.create(new KeyId("release-2"), Optional.empty()));

        try (NewDataKey made = given(ring.generateDataKey(new KeyId("release-2"), BILLING))) {
            assertThat(made.wrapped().bytes()).hasSizeGreaterThan(32);
        }
    }

    @Test
    void saysWhenThePinIsMissing() {
        assertThatThrownBy(() -> with(Map.of()).generateDataKey(KEY, BILLING))
                .isInstanceOfSatisfying(KeysUnavailableException.class, trouble -> {
                    assertThat(trouble.trouble()).isEqualTo(Trouble.CREDENTIALS);
                    assertThat(trouble).hasMessageContaining("TEST_HSM_PIN");
                });
    }

    private KeyRingKms with(Map<String, String> environment) {
        return HsmKms.in(folder, TestToken.settings(), environment, RingSettings.of("test"));
    }
}
