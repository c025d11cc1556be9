package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretOptionsTest {

    @TempDir
    private Path folder;

    private Path encoded = Path.of("");

    @BeforeEach
    void encode() throws IOException {
        encoded = Samples.encoded(folder);
    }

    @Test
    void takesThePassphraseFromAFileWithoutItsLineEnd() throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), Cli.PASSPHRASE + "\n");

        assertThat(decode("--passphrase-file", file).exit()).isZero();
    }

    @Test
    void takesThePassphraseFromACommand() {
        assertThat(decode("--passphrase-command", "printf '%s\\n' '" + Cli.PASSPHRASE + "'")
                        .exit())
                .isZero();
    }

    @Test
    void saysThatThePassphraseCommandFailed() {
        assertThat(decode("--passphrase-command", "exit 7").err()).contains("error: PASSPHRASE_COMMAND_FAILED: ");
    }

    @Test
    void takesThePassphraseFromANamedVariable() {
        Cli.Ran ran =
                Cli.run(Map.of("OTHER", Cli.PASSPHRASE), "decode", "--passphrase-env", "OTHER", "--input", encoded);

        assertThat(ran.exit()).isZero();
    }

    @Test
    void warnsOfThePassphraseOption() {
        Cli.Ran ran = decode("--passphrase", Cli.PASSPHRASE);

        assertThat(ran.exit()).isZero();
        assertThat(ran.err()).startsWith("warning: --passphrase ").doesNotContain(Cli.PASSPHRASE);
    }

    @Test
    void refusesTwoSourcesOfThePassphrase() {
        assertThat(decode("--passphrase", "a", "--passphrase-env", "B").exit()).isEqualTo(2);
    }

    @Test
    void limitsTheMemoryOfADerivationToWhatTheFormatAllows() {
        assertThat(decode("--passphrase", "a", "--allow-kdf-memory", "300000").exit())
                .isEqualTo(2);
    }

    private Cli.Ran decode(Object... options) {
        Object[] args = new Object[options.length + 3];
        System.arraycopy(new Object[] {"decode", "--input", encoded}, 0, args, 0, 3);
        System.arraycopy(options, 0, args, 3, options.length);
        return Cli.run(Map.of(), args);
    }
}
