package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each way a package can be refused is one clear line and its exit code.
class ErrorLinesTest {

    @TempDir
    private Path folder;

    private Path encoded = Path.of("");

    @BeforeEach
    void encode() throws IOException {
        encoded = Samples.encoded(folder);
    }

    @Test
    void aWrongPassphraseIsExit5() {
        Cli.Ran ran = Cli.run(Map.of("QYN1_PASSPHRASE", "wrong"), "decode", "--input", encoded);

        assertThat(ran).satisfies(is(5, "AUTH_FAILED"));
    }

    @Test
    void aFlippedByteInsideIsExit7() throws IOException {
        byte[] bytes = Files.readAllBytes(encoded);
        bytes[bytes.length / 2] ^= 1;

        Cli.Ran ran = Cli.run("decode", "--input", Files.write(encoded, bytes));

        assertThat(ran).satisfies(is(7, "CRC_MISMATCH"));
    }

    @Test
    void aTruncatedFileIsExit7() throws IOException {
        byte[] bytes = Files.readAllBytes(encoded);

        Cli.Ran ran = Cli.run("decode", "--input", Files.write(encoded, Arrays.copyOf(bytes, bytes.length - 9)));

        assertThat(ran).satisfies(is(7, "FRAME_TRUNCATED"));
    }

    @Test
    void anEmptyFileIsExit7() throws IOException {
        Cli.Ran ran = Cli.run("decode", "--input", Files.write(encoded, new byte[0]));

        assertThat(ran).satisfies(is(7, "FRAME_TOO_SMALL"));
    }

    @Test
    void aFolderInPlaceOfAFileIsExit2() {
        assertThat(Cli.run("decode", "--input", folder)).satisfies(is(2, "IS_A_FOLDER"));
    }

    @Test
    void aMissingFileIsExit3() {
        assertThat(Cli.run("decode", "--input", folder.resolve("none"))).satisfies(is(3, "NOT_FOUND"));
    }

    @Test
    void anEmptyVariableIsExit2() {
        Cli.Ran ran = Cli.run(Map.of("QYN1_PASSPHRASE", ""), "decode", "--input", encoded);

        assertThat(ran).satisfies(is(2, "EMPTY_PASSPHRASE"));
    }

    @Test
    void anEmptyPassphraseOptionIsExit2() {
        Cli.Ran ran = Cli.run(Map.of(), "decode", "--passphrase", "", "--input", encoded);

        assertThat(ran).satisfies(is(2, "EMPTY_PASSPHRASE"));
    }

    @Test
    void noPassphraseAtAllIsExit2() {
        assertThat(Cli.run(Map.of(), "decode", "--input", encoded)).satisfies(is(2, "NO_PASSPHRASE"));
    }

    @Test
    void aBadDescriptorIsExit1() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.json"), "{\"sections\":{}}");

        assertThat(Cli.run("encode", "--input", bad)).satisfies(is(1, "MISSING_FIELD"));
    }

    @Test
    void anUnknownCommandIsExit2() {
        assertThat(Cli.run("frobnicate")).satisfies(is(2, "USAGE"));
    }

    @Test
    void theErrorIsJsonWhereJsonWasAskedFor() {
        Cli.Ran ran = Cli.run("decode", "--json", "--input", folder.resolve("none"));

        assertThat(Cli.parse(ran.err()).at("/error/code").textValue()).isEqualTo("NOT_FOUND");
        assertThat(Cli.parse(ran.err()).at("/error/exit").intValue()).isEqualTo(3);
    }

    @Test
    void namesOnlyThePathThatWasGiven() {
        Cli.Ran ran = Cli.run("decode", "--input", "no/such/file");

        assertThat(ran.err()).isEqualToIgnoringNewLines("error: NOT_FOUND: 'no/such/file' does not exist");
    }

    private static Consumer<Cli.Ran> is(int exit, String code) {
        return ran -> {
            assertThat(ran.err()).startsWith("error: " + code + ": ").hasLineCount(1);
            assertThat(ran.exit()).isEqualTo(exit);
            assertThat(ran.stdout()).isEmpty();
        };
    }
}
