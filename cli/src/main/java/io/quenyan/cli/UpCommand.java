package io.quenyan.cli;

import io.quenyan.cli.platform.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
            names = "--service",
            paramLabel = "NAME=N",
            description = "Instances of a service of that name; 0 for none (default: as there are, 1).")
    private Map<String, Integer> services = Map.of();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    UpCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        Platform platform = Platform.of(run.terminal().env());
        Platform.State state = dryRun.given() ? platform.status() : platform.up(wanted(), run::say);
        run.print(state.json(), state.table());
        return Exit.OK.code();
    }

    private Map<String, Integer> wanted() {
        Map<String, Integer> wanted = new HashMap<>(services);
        if (encoders != null) {
            wanted.put("encoder", encoders);
        }
        return wanted;
    }
}
