package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.local.StandIns;
import io.quenyan.local.process.StartFailedException;
import io.quenyan.local.softhsm.SoftHsm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

class HsmRotationTest extends RotationContractTest {

    private static final String PIN = "4711-canary";
    private static final Path CONFIGURATION = Path.of(System.getenv(SoftHsm.VARIABLE));

    @Override
    String provider() {
        return "hsm";
    }

    @Override
    List<String> secrets() {
        return List.of(PIN);
    }

    @Override
    Map<String, String> withKey(Path home, String key) {
        SoftHsm module = module();
        empty(Objects.requireNonNull(CONFIGURATION.getParent()));
        module.newToken(CONFIGURATION, PIN);
        Map<String, String> env = Map.of(
                "QUENYAN_HOME",
                home.toString(),
                "QUENYAN_HSM_LIBRARY",
                module.library().toString(),
                "QUENYAN_HSM_PIN",
                "env:TEST_PIN",
                "TEST_PIN",
                PIN);
        Cli.Ran made = Cli.run(env, "keys", "create", "--provider", "hsm", "--key-id", key);
        assertThat(made.exit()).as(made.err()).isZero();
        return env;
    }

    private static void empty(Path folder) {
        try {
            UserFile.removeFolder(folder);
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SoftHsm module() {
        try {
            return StandIns.softHsm();
        } catch (StartFailedException e) {
            if (StandIns.areRequired()) {
                throw e;
            }
            System.err.println("***** NOT TESTED: SoftHSM2 cannot be had here: " + e.getMessage());
            return Assumptions.abort("SoftHSM2 cannot be had here");
        }
    }
}
