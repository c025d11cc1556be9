package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class LocalRotationTest extends RotationContractTest {

    @Override
    String provider() {
        return "local";
    }

    @Override
    List<String> secrets() {
        return List.of(Cli.PASSPHRASE);
    }

    @Override
    Map<String, String> withKey(Path home, String key) {
        Map<String, String> env = Map.of("QUENYAN_HOME", home.toString());
        assertThat(Cli.run(env, "keys", "create", "--provider", "local", "--key-id", key)
                        .exit())
                .isZero();
        return env;
    }
}
