package io.quenyan.kms.file;

import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.KeysUnavailableException.Trouble;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where key rings are: `$QYN1_KMS_DIR`, else `$QUENYAN_HOME`, else `$HOME/.quenyan`. From the environment,
/// never from the account database.
public final class StoreFolder {

    private StoreFolder() {}

    /// The folder that this environment names.
    ///
    /// @throws KeysUnavailableException if it names none
    public static Path of(Map<String, String> environment) {
        return value(environment, "QYN1_KMS_DIR")
                .or(() -> value(environment, "QUENYAN_HOME"))
                .map(Path::of)
                .or(() -> value(environment, "HOME").map(home -> Path.of(home, ".quenyan")))
                .map(Path::toAbsolutePath)
                .orElseThrow(
                        () -> new KeysUnavailableException(
                                Trouble.STORE_INVALID,
                                "None of QYN1_KMS_DIR, QUENYAN_HOME and HOME is set; set QYN1_KMS_DIR to the folder of the keys"));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(it -> !it.isBlank());
    }
}
