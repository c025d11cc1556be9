package io.quenyan.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class KeyServicesTest {

    private static final Path HOME = Path.of("/srv/quenyan");

    @Test
    void passesOnWhereKeysAreAndNoSecret() {
        Map<String, String> shell = Map.of(
                "QYN1_KMS_DIR", "/srv/keys",
                "AWS_REGION", "eu-west-1",
                "AWS_SECRET_ACCESS_KEY", "canary",
                "QYN1_PASSPHRASE", "canary");

        assertThat(KeyServices.variables(shell, HOME, OptionalInt.empty()))
                .isEqualTo(
                        Map.of("QYN1_KMS_DIR", "/srv/keys", "AWS_REGION", "eu-west-1", "QUENYAN_HOME", "/srv/quenyan"));
    }

    @Test
    void leadsToTheStandInWhereThereIsOne() {
        Map<String, String> shell = Map.of("AWS_ENDPOINT_URL_KMS", "https://kms.example");

        assertThat(KeyServices.variables(shell, HOME, OptionalInt.of(15_522)))
                .containsEntry("AWS_ENDPOINT_URL_KMS", "http://127.0.0.1:15522")
                .containsEntry("AWS_ACCESS_KEY_ID", "stand-in");
    }
}
