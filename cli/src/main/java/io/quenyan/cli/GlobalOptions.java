package io.quenyan.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// Options that every command takes, before or after its name.
final class GlobalOptions {

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print the result, or the error, as JSON.")
    private boolean json;

    @Option(
            names = "--log-format",
            scope = ScopeType.INHERIT,
            paramLabel = "json|plain|quiet",
            defaultValue = "json",
            description = "How log events are written to stderr (default: json).")
    private LogFormat logFormat = LogFormat.json;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show where an error comes from.")
    private boolean verbose;

    boolean json() {
        return json;
    }

    LogFormat logFormat() {
        return logFormat;
    }

    boolean verbose() {
        return verbose;
    }
}
