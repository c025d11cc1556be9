package io.quenyan.cli;

import io.quenyan.format.Encryption;
import picocli.CommandLine.Option;

/// How keys are made.
final class EncryptionOption {

    @Option(
            names = "--encryption",
            defaultValue = "2",
            paramLabel = "1|2",
            description = "2: Argon2id (default). 1: PBKDF2, which the reference programs read.")
    private int number;

    /// @throws io.quenyan.format.PackageException `UNSUPPORTED_ENCRYPTION` for other numbers
    Encryption version() {
        return Encryption.of(number);
    }
}
