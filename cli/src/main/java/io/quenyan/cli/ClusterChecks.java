package io.quenyan.cli;

import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.ClusterTopics;
import io.quenyan.cli.platform.Platform;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.event.registry.UnknownSchemaException;
import io.quenyan.local.process.StartFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;

/// What the services need: a broker with the catalogue's topics, a registry with this version's schemas.
final class ClusterChecks {

    private final Run run;
    private final ClusterOptions clusters;
    private final boolean needed;

    /// @param needed whether the services are wanted; else a cluster that is not there is a warning
    ClusterChecks(Run run, ClusterOptions clusters, boolean needed) {
        this.run = run;
        this.clusters = clusters;
        this.needed = needed;
    }

    List<Check> all() {
        List<Check> checks = new ArrayList<>();
        checks.add(platform());
        Optional<Cluster> cluster;
        try {
            cluster = clusters.findIfAny(run);
        } catch (CommandFailure | StartFailedException | IllegalArgumentException e) {
            checks.add(Check.fail(
                    "broker",
                    Failures.oneLine(e.getMessage()),
                    ClusterOptions.WHERE,
                    "Correct what names the cluster"));
            return checks;
        }
        if (cluster.isEmpty()) {
            String remedy = "Set QUENYAN_BOOTSTRAP_SERVERS and QUENYAN_REGISTRY_URL, or: quenyan up";
            checks.add(Check.missing(needed, "broker", "none is configured", ClusterOptions.WHERE, remedy));
            checks.add(Check.missing(needed, "registry", "none is configured", ClusterOptions.WHERE, remedy));
            return checks;
        }
        checks.add(broker(cluster.get()));
        checks.add(registry(cluster.get()));
        return checks;
    }

    private Check broker(Cluster cluster) {
        String where = cluster.bootstrapServers();
        try {
            ClusterTopics topics = ClusterTopics.of(cluster);
            if (!topics.missing().isEmpty()) {
                return Check.fail(
                        "broker",
                        "answers; topics missing: " + String.join(", ", topics.missing()),
                        where,
                        "Make them as docs/reference/topics.md says; on one machine: quenyan up");
            }
            return topics.differing().isEmpty()
                    ? Check.ok("broker", "answers; all topics are as in the catalogue", where)
                    : Check.warn(
                            "broker",
                            "answers; topics differ from the catalogue: " + topics.differing(),
                            where,
                            "Set them as docs/reference/topics.md says");
        } catch (KafkaException e) {
            return Check.missing(
                    needed,
                    "broker",
                    "does not answer",
                    where,
                    "Check address, network and broker; then again: quenyan doctor");
        }
    }

    private Check registry(Cluster cluster) {
        String where = cluster.registry().toString();
        List<String> unknown = new ArrayList<>();
        try {
            SchemaRegistry registry = SchemaRegistry.at(cluster.registry());
            for (Topic topic : TopicCatalogue.load().topics()) {
                if (topic.record() != null && !knows(registry, topic)) {
                    unknown.add(topic.registrySubject());
                }
            }
        } catch (RegistryUnavailableException | IllegalArgumentException e) {
            return Check.missing(
                    needed,
                    "registry",
                    Failures.oneLine(e.getMessage()),
                    where,
                    "Check address, network and registry; then again: quenyan doctor");
        }
        return unknown.isEmpty()
                ? Check.ok("registry", "knows all schemas of this version", where)
                : Check.fail(
                        "registry",
                        "does not know this version's " + String.join(", ", unknown),
                        where,
                        "quenyan schemas register");
    }

    private static boolean knows(SchemaRegistry registry, Topic topic) {
        try {
            registry.idOf(topic.registrySubject(), ReleasedSchemas.current(Objects.requireNonNull(topic.record())));
            return true;
        } catch (UnknownSchemaException e) {
            return false;
        }
    }

    private Check platform() {
        String where =
                run.homeIfKnown().map(home -> home.resolve("local").toString()).orElse("no home");
        try {
            Platform.State state = Platform.of(run.terminal().env()).status();
            if (state.json()
                    .path("components")
                    .valueStream()
                    .noneMatch(one -> one.path("pid").isNumber())) {
                return Check.ok("local platform", "does not run", where);
            }
            return state.up()
                    ? Check.ok("local platform", "runs", where)
                    : Check.warn(
                            "local platform",
                            "part of it does not answer",
                            where,
                            "quenyan status; quenyan up starts what is down");
        } catch (StartFailedException e) {
            return Check.warn("local platform", Failures.oneLine(e.getMessage()), where, "quenyan status");
        }
    }
}
