package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/// One invocation of the command line: its terminal, its options and its log.
public final class Run {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Terminal terminal;
    private final GlobalOptions options;
    private final LogEvents log;
    private final Clock clock;
    private final RunJournal journal;

    Run(Terminal terminal, GlobalOptions options, Clock clock) {
        this.terminal = terminal;
        this.options = options;
        this.clock = clock;
        this.journal = new RunJournal(this);
        this.log = new LogEvents(terminal, options, clock, journal);
    }

    Terminal terminal() {
        return terminal;
    }

    GlobalOptions options() {
        return options;
    }

    LogEvents log() {
        return log;
    }

    RunJournal journal() {
        return journal;
    }

    Clock clock() {
        return clock;
    }

    boolean json() {
        return options.json();
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// A result, for other programs or for people who asked for one line.
    void print(String line) {
        terminal.out().println(line);
    }

    /// A result as JSON.
    void print(JsonNode node) {
        terminal.out().println(node.toString());
    }

    /// The result: as JSON where that was asked for, else as lines.
    void print(JsonNode node, String lines) {
        if (json()) {
            print(node);
        } else {
            print(lines);
        }
    }

    /// A result that is bytes.
    void print(byte[] bytes) {
        terminal.out().write(bytes, 0, bytes.length);
        terminal.out().flush();
    }

    /// Talk, for whoever looks on.
    void say(String line) {
        terminal.err().println(line);
    }

    void warn(String line) {
        terminal.err().println("warning: " + line);
    }

    /// Where this tool keeps what outlives a run: `$QUENYAN_HOME`, else `$HOME/.quenyan`. From the environment, never
    /// from the account database.
    Path home() {
        return homeIfKnown()
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE, "NO_HOME", "Neither QUENYAN_HOME nor HOME is set; set QUENYAN_HOME to a folder"));
    }

    /// The same, for what is left out where there is no home.
    Optional<Path> homeIfKnown() {
        return terminal.variable("QUENYAN_HOME")
                .map(Path::of)
                .or(() -> terminal.variable("HOME").map(home -> Path.of(home, ".quenyan")))
                .map(Path::toAbsolutePath);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
