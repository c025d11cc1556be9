package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Inputs for tests.
final class Samples {

    private Samples() {}

    static final String DESCRIPTOR = """
            {"metadata":{"name":"billing"},"sections":{"stream_header":{"source_language":"java","symbol_count":2},\
            "compression":{"backend":"identity","symbol_count":2,"model":{}},"tokens":"aGVsbG8=","string_table":""}}""";

    static Path descriptor(Path folder) throws IOException {
        return Files.writeString(folder.resolve("billing.json"), DESCRIPTOR);
    }

    /// A package of [#DESCRIPTOR] under [Cli#PASSPHRASE], version 1 because it is quick.
    static Path encoded(Path folder) throws IOException {
        Path encoded = folder.resolve("billing.qyn1");
        Cli.Ran ran = Cli.run("encode", "--encryption", 1, "--input", descriptor(folder), "--output", encoded);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return encoded;
    }
}
