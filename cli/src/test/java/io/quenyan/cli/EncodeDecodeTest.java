package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeDecodeTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void decodesWhatItEncoded(int encryption) throws IOException {
        Path encoded = folder.resolve("x.qyn1");
        Cli.run("encode", "--encryption", encryption, "--input", Samples.descriptor(folder), "--output", encoded);

        Cli.Ran ran = Cli.run("decode", "--input", encoded);

        assertThat(ran.json().at("/sections/tokens").textValue()).isEqualTo("aGVsbG8=");
    }

    @Test
    void readsStdinAndWritesStdout() {
        byte[] descriptor = Samples.DESCRIPTOR.getBytes(StandardCharsets.UTF_8);
        byte[] encoded = Cli.run(Cli.WITH_PASSPHRASE, descriptor, "encode", "--input", "-")
                .stdout();

        Cli.Ran ran = Cli.run(Cli.WITH_PASSPHRASE, encoded, "decode", "--input", "-");

        assertThat(ran.json().at("/metadata/name").textValue()).isEqualTo("billing");
    }

    @Test
    void writesTheTransportOfTheReferencePrograms() throws IOException {
        Path text = folder.resolve("x.txt");

        Cli.run("encode", "--base64", "--encryption", 1, "--input", Samples.descriptor(folder), "--output", text);

        assertThat(Base64.getDecoder().decode(Files.readString(text)))
                .startsWith("QYN1".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void drawsFreshMaterialUnlessToldOtherwise() throws IOException {
        Path material = material();

        assertThat(encoded(material)).isNotEqualTo(encoded(material));
    }

    @Test
    void honoursMaterialForConformanceTests() throws IOException {
        Path material = material();

        assertThat(encoded(material, "--honour-material")).isEqualTo(encoded(material, "--honour-material"));
    }

    private Path material() throws IOException {
        String material = "{\"salt\":\"AAECAwQFBgcICQoLDA0ODw==\",\"nonce\":\"AAECAwQFBgcICQoL\",";
        return Files.writeString(folder.resolve("material.json"), material + Samples.DESCRIPTOR.substring(1));
    }

    private static byte[] encoded(Path descriptor, Object... more) {
        Object[] args = new Object[5 + more.length];
        System.arraycopy(new Object[] {"encode", "--encryption", 1, "--input", descriptor}, 0, args, 0, 5);
        System.arraycopy(more, 0, args, 5, more.length);
        return Cli.run(args).stdout();
    }

    @Test
    void writesNothingOnADryRun() throws IOException {
        Path encoded = folder.resolve("x.qyn1");

        Cli.run("encode", "--dry-run", "--input", Samples.descriptor(folder), "--output", encoded);

        assertThat(encoded).doesNotExist();
    }

    @Test
    void inspectsWithoutASecret() throws IOException {
        Cli.Ran ran = Cli.run(Map.of(), "inspect", "--json", "--input", Samples.encoded(folder));

        assertThat(ran.json().at("/encryption/kdf").textValue()).isEqualTo("pbkdf2-hmac-sha256");
    }
}
