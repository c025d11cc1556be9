package io.quenyan.cli;

import io.quenyan.cli.platform.Platform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Shows how the local platform is.
@Command(description = "Show the local platform: what runs, and where.", footer = "Exit: 0 all of it answers, 9 not.")
final class StatusCommand implements Callable<Integer> {

    private final Run run;

    StatusCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        Platform.State state = Platform.of(run.terminal().env()).status();
        run.print(state.json(), state.table());
        return (state.up() ? Exit.OK : Exit.UNREACHABLE).code();
    }
}
