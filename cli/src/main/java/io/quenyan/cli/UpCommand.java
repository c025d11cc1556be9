package io.quenyan.cli;

import io.quenyan.cli.platform.Platform;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Starts the local platform.
@Command(description = "Start Kafka, Schema Registry, PostgreSQL and the services on this machine, on loopback.")
final class UpCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Option(
            names = "--encoders",
            paramLabel = "N",
            description = "Instances of encoder-service (default: as there are, 1).")
    private @Nullable Integer encoders;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Show what runs; start nothing.")
    private boolean dryRun;

    UpCommand(Run run) {
        this.run = run;
    }

    @Override
    public boolean doesSomething() {
        return !dryRun;
    }

    @Override
    public Integer call() {
        Platform platform = Platform.of(run.terminal().env());
        Platform.State state = dryRun ? platform.status() : platform.up(wanted(), run::say);
        run.print(state.json(), state.table());
        return Exit.OK.code();
    }

    private OptionalInt wanted() {
        return encoders == null ? OptionalInt.empty() : OptionalInt.of(encoders);
    }
}
