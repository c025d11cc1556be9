package io.quenyan.encoder.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.local.quarkus.ConfigurationReference;
import io.quenyan.outbox.quarkus.ServiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationReferenceTest {

    private static final Path PAGE =
            Path.of(System.getProperty("quenyan.root", "..")).resolve("docs/reference/configuration.md");

    static Stream<ConfigurationReference.Key> keys() {
        return ConfigurationReference.keys(ServiceConfig.class, EncoderConfig.class);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyIsInTheReferenceWithItsDefault(ConfigurationReference.Key key) throws IOException {
        assertThat(key.isIn(Files.readAllLines(PAGE))).as("%s", key).isTrue();
    }
}
