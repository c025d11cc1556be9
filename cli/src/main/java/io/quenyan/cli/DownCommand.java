package io.quenyan.cli;

import io.quenyan.cli.platform.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Stops the local platform.
@Command(description = "Stop what 'up' started, and nothing else. Data stay.")
final class DownCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    DownCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        Platform platform = Platform.of(run.terminal().env());
        if (!dryRun.given()) {
            platform.down(run::say);
        }
        Platform.State state = platform.status();
        run.print(state.json(), state.table());
        return Exit.OK.code();
    }
}
