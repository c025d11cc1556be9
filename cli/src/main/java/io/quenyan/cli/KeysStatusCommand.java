package io.quenyan.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows a key, or all that are known.
@Command(
        description = "Show a key, or every key of the project, of the local ring and of the security module.",
        footer = "Exit: 0 done, 9 some cannot be reached; the others are told.")
final class KeysStatusCommand implements Callable<Integer> {

    private final Run run;

    @Mixin
    private final KeyOptions options = new KeyOptions();

    KeysStatusCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return new KnownKeys(run, options.providers(run)).show(options.named()).code();
    }
}
