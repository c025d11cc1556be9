package io.quenyan.cli;

import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.platform.Platform;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster is meant: options, else a profile that is named, else the environment, else the default profile, else
/// the local platform if it runs.
final class ClusterOptions {

    /// Where a cluster is looked for.
    static final String WHERE = "--profile, QUENYAN_PROFILE, QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL, "
            + "config.toml, the local platform";

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Cluster of that name in config.toml; 'local' is the local platform.")
    private @Nullable String profile;

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

    /// The cluster, told on stderr so that nobody writes to the wrong one unawares.
    Cluster find(Run run) {
        return findIfAny(run).orElseThrow(ClusterOptions::none);
    }

    /// The same; empty where nothing is configured and the local platform does not run.
    ///
    /// @throws CommandFailure if what is configured cannot be used
    Optional<Cluster> findIfAny(Run run) {
        if (bootstrapServers != null || registryUrl != null) {
            return addresses(run);
        }
        Profiles profiles = new Profiles(run);
        Optional<String> named =
                Optional.ofNullable(profile).or(() -> run.terminal().variable("QUENYAN_PROFILE"));
        if (named.isPresent()) {
            return named.map(name -> ofProfile(run, profiles, name));
        }
        return addresses(run)
                .or(() -> profiles.standard().map(name -> ofProfile(run, profiles, name)))
                .or(() -> local(run));
    }

    private static Cluster ofProfile(Run run, Profiles profiles, String name) {
        return name.equals(Profiles.LOCAL)
                ? local(run).orElseThrow(ClusterOptions::none)
                : tell(run, "cluster of profile '%s'".formatted(name), profiles.cluster(name));
    }

    private Optional<Cluster> addresses(Run run) {
        Optional<String> servers =
                Optional.ofNullable(bootstrapServers).or(() -> run.terminal().variable("QUENYAN_BOOTSTRAP_SERVERS"));
        Optional<URI> registry = Optional.ofNullable(registryUrl)
                .or(() -> run.terminal().variable("QUENYAN_REGISTRY_URL").map(URI::create));
        if (servers.isPresent() != registry.isPresent()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "USAGE",
                    "Kafka and registry go together: set both QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL");
        }
        return servers.flatMap(kafka -> registry.map(url -> tell(run, "cluster", new Cluster(kafka, url))));
    }

    private static Optional<Cluster> local(Run run) {
        return Platform.of(run.terminal().env())
                .status()
                .cluster()
                .map(cluster -> tell(run, "local platform", cluster));
    }

    private static CommandFailure none() {
        return new CommandFailure(
                Exit.UNREACHABLE,
                "NO_CLUSTER",
                "No cluster is configured and the local platform does not run: "
                        + "set QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL, name a --profile, or run 'quenyan up'");
    }

    private static Cluster tell(Run run, String kind, Cluster cluster) {
        run.say("Using the %s: Kafka %s, registry %s".formatted(kind, cluster.bootstrapServers(), cluster.registry()));
        return cluster;
    }
}
