package io.quenyan.cli.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.local.ComponentStatus;
import io.quenyan.local.LocalPlatform;
import io.quenyan.local.LocalService;
import io.quenyan.local.PlatformStatus;
import io.quenyan.local.Progress;
import io.quenyan.local.UpOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The local platform as the commands use it: what it does is told in lines, what it is as JSON or as a table.
public final class Platform {

    private final LocalPlatform local;

    private Platform(LocalPlatform local) {
        this.local = local;
    }

    /// The platform under `QUENYAN_HOME`.
    public static Platform of(Map<String, String> env) {
        return new Platform(LocalPlatform.of(env));
    }

    /// How it is at one moment.
    ///
    /// @param up whether every component answers
    public record State(boolean up, ObjectNode json, String table, Optional<Cluster> cluster) {}

    /// Starts what does not run, and returns when all of it answers.
    ///
    /// @param instances how many of a service, by its name; of the others as many as there are, at least one
    public State up(Map<String, Integer> instances, Consumer<String> talk) {
        return state(local.up(new UpOptions(instances), told(talk)));
    }

    /// Starts the stand-in for AWS KMS beside the platform, which is fetched the first time.
    public State upAwsKms(Consumer<String> talk) {
        return state(local.upAwsKms(told(talk)));
    }

    /// Looks, and changes nothing.
    public State status() {
        return state(local.status());
    }

    /// Stops what was started here.
    public void down(Consumer<String> talk) {
        local.down(told(talk));
    }

    /// What every service is told besides: grants, and passphrases by name. Takes effect with the next [#up].
    public void configure(Map<String, String> properties) {
        LocalService.ALL.forEach(service -> local.configure(service, properties));
    }

    private static Progress told(Consumer<String> talk) {
        return (component, what, took) -> talk.accept(line(component, what, took));
    }

    private static String line(String component, Progress.What what, Duration took) {
        return switch (what) {
            case FETCHING -> "Fetching %s (once)".formatted(component);
            case STARTING -> "Starting " + component;
            case READY -> "%s is ready after %.1f s".formatted(component, took.toMillis() / 1000.0);
            case RUNNING -> component + " runs already";
            case STOPPING -> "Stopping " + component;
            case STOPPED -> component + " has stopped";
            case NOT_BUILT -> component + " is not built and not started. Build it: ./quenyan build";
            case WAITING -> "Waiting for another command that changes the platform";
        };
    }

    private static State state(PlatformStatus status) {
        Optional<String> servers = status.bootstrapServers();
        Optional<URI> registry = status.registryUrl();
        Optional<Cluster> cluster = servers.flatMap(kafka -> registry.map(url -> new Cluster(kafka, url)));
        boolean up = status.isUp() && !status.components().isEmpty();
        return new State(up, status.toJson(), table(status), cluster);
    }

    private static String table(PlatformStatus status) {
        if (status.components().isEmpty()) {
            return "The local platform was never started";
        }
        return status.components().stream().map(Platform::row).collect(Collectors.joining(System.lineSeparator()));
    }

    private static String row(ComponentStatus component) {
        String ports = new TreeMap<>(component.ports())
                .entrySet().stream()
                        .map(port -> port.getKey() + " 127.0.0.1:" + port.getValue())
                        .collect(Collectors.joining(", "));
        return "%-12s %-9s %-9s %s"
                .formatted(
                        component.name(),
                        component.state().word(),
                        component.pid() == null ? "" : "pid " + component.pid(),
                        ports)
                .stripTrailing();
    }
}
