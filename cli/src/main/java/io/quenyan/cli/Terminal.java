package io.quenyan.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a run has around it: the three streams and the environment.
///
/// @param stdin what `-` reads
/// @param out results, for other programs
/// @param err talk, log events and errors
/// @param env the environment; nothing reads the process's own
/// @param stderrIsTerminal whether a person looks at `err`
public record Terminal(
        InputStream stdin, PrintStream out, PrintStream err, Map<String, String> env, boolean stderrIsTerminal) {

    /// The launcher tells by this variable that stderr is a terminal; Java cannot ask.
    private static final String STDERR_TERMINAL = "QUENYAN_STDERR_TERMINAL";

    public Terminal {
        env = Map.copyOf(env);
    }

    static Terminal of(InputStream stdin, PrintStream out, PrintStream err, Map<String, String> env) {
        return new Terminal(stdin, out, err, env, "1".equals(env.get(STDERR_TERMINAL)));
    }

    /// The variable's value, if it is set and not empty.
    public Optional<String> variable(String name) {
        String value = env.get(name);
        return value == null || value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    /// Asks a person for a secret without showing it, if there is a person.
    Optional<char[]> askSecret(String question) {
        java.io.@Nullable Console console = System.console();
        if (console == null || !console.isTerminal()) {
            return Optional.empty();
        }
        return Optional.ofNullable(console.readPassword("%s", question));
    }
}
