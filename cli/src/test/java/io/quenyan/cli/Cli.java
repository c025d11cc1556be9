package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the command line in this process, through its one way in.
final class Cli {

    static final String PASSPHRASE = "correct horse battery staple";
    static final Map<String, String> WITH_PASSPHRASE = Map.of("QYN1_PASSPHRASE", PASSPHRASE);

    private static final Path HOME = home();

    private Cli() {}

    private static Path home() {
        try {
            return Files.createTempDirectory("quenyan-cli-test-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a run left behind.
    record Ran(int exit, byte[] stdout, String err) {
        String out() {
            return new String(stdout, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return parse(out());
        }

        /// The log event among the lines on stderr.
        JsonNode logged() {
            return err.lines()
                    .filter(line -> line.startsWith("{\"timestamp\""))
                    .map(Cli::parse)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No log event on stderr: " + err));
        }
    }

    static Ran run(Object... args) {
        return run(WITH_PASSPHRASE, args);
    }

    static Ran run(Map<String, String> env, Object... args) {
        return run(env, new byte[0], args);
    }

    static Ran run(Map<String, String> env, byte[] stdin, Object... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = Quenyan.run(
                List.of(args).stream().map(Object::toString).toList(),
                new ByteArrayInputStream(stdin),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                withHome(env));
        return new Ran(exit, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /// A home that nobody looks at, unless the test says which; an empty one is none.
    private static Map<String, String> withHome(Map<String, String> env) {
        Map<String, String> all = new HashMap<>(env);
        all.putIfAbsent("QUENYAN_HOME", HOME.toString());
        return all;
    }

    static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
