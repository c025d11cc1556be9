package io.quenyan.cli;

import io.quenyan.cli.platform.Platform;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Starts the local platform.
@Command(description = "Start Kafka, Schema Registry, PostgreSQL and the services on this machine, on loopback.")
final class UpCommand implements Callable<Integer>, Recorded {

    private static final String AWS_KMS = "aws-kms";

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

    @Option(
            names = "--with",
            paramLabel = "aws-kms",
            split = ",",
            description = "Also a stand-in for AWS KMS (moto), fetched from Debian the first time.")
    private Set<String> with = Set.of();

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    UpCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        if (!Set.of(AWS_KMS).containsAll(with)) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "--with knows only " + AWS_KMS);
        }
        Platform platform = Platform.of(run.terminal().env());
        Platform.State state = dryRun.given() ? platform.status() : up(platform);
        run.print(state.json(), state.table());
        return Exit.OK.code();
    }

    /// The stand-in comes first: the services are told where it is.
    private Platform.State up(Platform platform) {
        if (!with.contains(AWS_KMS)) {
            return platform.up(wanted(), run::say);
        }
        platform.upAwsKms(run::say);
        Platform.State state = platform.up(wanted(), run::say);
        run.say("To use it: export AWS_REGION=eu-central-1 AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any"
                + " AWS_ENDPOINT_URL_KMS="
                + state.json().path("aws_endpoint_url_kms").asText());
        return state;
    }

    private Map<String, Integer> wanted() {
        Map<String, Integer> wanted = new HashMap<>(services);
        if (encoders != null) {
            wanted.put("encoder", encoders);
        }
        return wanted;
    }
}
