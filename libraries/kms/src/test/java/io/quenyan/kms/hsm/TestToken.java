package io.quenyan.kms.hsm;

import io.quenyan.kms.StandInRequired;
import io.quenyan.local.StandIns;
import io.quenyan.local.softhsm.SoftHsm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One token of SoftHSM2 for all tests of this JVM.
final class TestToken {

    static final String PIN = "9071-canary";
    static final Map<String, String> ENVIRONMENT = Map.of("TEST_HSM_PIN", PIN);

    private static final Path CONFIGURATION = Path.of(System.getenv(SoftHsm.VARIABLE));

    private static @Nullable HsmSettings settings;

    private TestToken() {}

    static synchronized HsmSettings settings() {
        if (settings == null) {
            SoftHsm module = StandInRequired.orSkipped("SoftHSM2", StandIns::softHsm);
            empty(Objects.requireNonNull(CONFIGURATION.getParent()));
            module.newToken(CONFIGURATION, PIN);
            settings = new HsmSettings(module.library(), 0, new PinReference.Variable("TEST_HSM_PIN"));
        }
        return settings;
    }

    private static void empty(Path folder) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> all = files.filter(it -> !it.equals(folder))
                        .sorted(Comparator.reverseOrder())
                        .toList();
                for (Path file : all) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
