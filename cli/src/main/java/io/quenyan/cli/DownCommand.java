package io.quenyan.cli;

import io.quenyan.cli.platform.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Stops the local platform.
@Command(description = "Stop what 'up' started, and nothing else. Data stay.")
final class DownCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Show what runs; stop nothing.")
    private boolean dryRun;

    DownCommand(Run run) {
        this.run = run;
    }

    @Override
    public boolean doesSomething() {
        return !dryRun;
    }

    @Override
    public Integer call() {
        Platform platform = Platform.of(run.terminal().env());
        if (!dryRun) {
            platform.down(run::say);
        }
        Platform.State state = platform.status();
        run.print(state.json(), state.table());
        return Exit.OK.code();
    }
}
