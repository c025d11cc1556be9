package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quenyan.format.ErrorCode;
import io.quenyan.format.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitTest {

    @ParameterizedTest
    @EnumSource
    void everyExitCodeIsInTheReference(Exit exit) throws IOException {
        String reference =
                Files.readString(Path.of(System.getProperty("quenyan.root")).resolve("docs/reference/exit-codes.md"));

        assertThat(reference).contains("| %d |".formatted(exit.code()));
    }

    @ParameterizedTest
    @EnumSource
    void everyErrorCodeOfThePackageFormatHasItsExit(ErrorCode code) {
        Set<ErrorCode> secret = Set.of(ErrorCode.AUTH_FAILED, ErrorCode.KEY_NOT_ALLOWED);
        Exit decoding = Failures.of(new PackageException(code, "x"), false).exit();
        Exit encoding = Failures.of(new PackageException(code, "x"), true).exit();

        if (code == ErrorCode.EMPTY_PASSPHRASE) {
            assertThat(decoding).isEqualTo(Exit.USAGE).isEqualTo(encoding);
        } else if (secret.contains(code)) {
            assertThat(decoding).isEqualTo(Exit.CRYPTOGRAPHIC).isEqualTo(encoding);
        } else {
            assertThat(decoding).isEqualTo(Exit.INTEGRITY);
            assertThat(encoding).isEqualTo(Exit.FAILURE);
        }
    }
}
