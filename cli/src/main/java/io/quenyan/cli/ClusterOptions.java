package io.quenyan.cli;

import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.platform.Platform;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster is meant: options, else the environment, else the local platform if it runs.
final class ClusterOptions {

    /// Where a cluster is looked for.
    static final String WHERE = "options, QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL, the local platform";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka (default: QUENYAN_BOOTSTRAP_SERVERS, else the local platform).")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--registry-url",
            paramLabel = "URL",
            description = "Schema Registry's Confluent API (default: QUENYAN_REGISTRY_URL, else the local platform).")
    private @Nullable URI registryUrl;

    /// The cluster that is configured, else the local platform if it runs; empty where there is neither.
    Optional<Cluster> findIfAny(Run run) {
        return configured(run)
                .map(cluster -> tell(run, "cluster", cluster))
                .or(() -> Platform.of(run.terminal().env())
                        .status()
                        .cluster()
                        .map(cluster -> tell(run, "local platform", cluster)));
    }

    /// The cluster, told on stderr so that nobody writes to the wrong one unawares.
    Cluster find(Run run) {
        return findIfAny(run)
                .orElseThrow(() -> new CommandFailure(
                        Exit.UNREACHABLE,
                        "NO_CLUSTER",
                        "No cluster is configured and the local platform does not run: "
                                + "set QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL, or run 'quenyan up'"));
    }

    private Optional<Cluster> configured(Run run) {
        Optional<String> servers =
                Optional.ofNullable(bootstrapServers).or(() -> run.terminal().variable("QUENYAN_BOOTSTRAP_SERVERS"));
        Optional<URI> registry = Optional.ofNullable(registryUrl)
                .or(() -> run.terminal().variable("QUENYAN_REGISTRY_URL").map(URI::create));
        if (servers.isPresent() && registry.isPresent()) {
            return Optional.of(new Cluster(servers.get(), registry.get()));
        }
        if (servers.isPresent() || registry.isPresent()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "USAGE",
                    "Kafka and registry go together: set both QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL");
        }
        return Optional.empty();
    }

    private static Cluster tell(Run run, String kind, Cluster cluster) {
        run.say("Using the %s: Kafka %s, registry %s".formatted(kind, cluster.bootstrapServers(), cluster.registry()));
        return cluster;
    }
}
