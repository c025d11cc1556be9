package io.quenyan.cli;

import picocli.CommandLine.Option;

/// `--dry-run`, of every command that changes something. Such a run leaves no journal.
final class DryRunOption {

    static final String NAME = "--dry-run";

    @Option(
            names = {"-n", NAME},
            description = "Say what would be done; change nothing.")
    private boolean given;

    boolean given() {
        return given;
    }
}
