package io.quenyan.local.quarkus;

import io.quenyan.local.process.HttpProbe;
import io.quenyan.local.process.JavaProgram;
import io.quenyan.local.process.Launch;
import io.quenyan.local.process.ManagedProcess;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// One instance of a service of ours, as a process on loopback. It is ready when `/q/health/ready` says so.
public final class QuarkusService {

    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int HEAP_MEGABYTES = 512;

    private final ManagedProcess process;
    private final Path folder;

    /// The instance of that name below `home`. Nothing is started yet.
    public QuarkusService(String name, Path home) {
        this.process = new ManagedProcess(name, home);
        this.folder = home.resolve(name);
    }

    /// Its process.
    public ManagedProcess process() {
        return process;
    }

    /// Starts it. That it is ready is for [#awaitReady(Duration)] to say.
    public void start(Start start) {
        if (!Files.isRegularFile(start.jar())) {
            throw new StartFailedException(
                    "%s is not built: %s is missing. Build it: ./quenyan build".formatted(process.name(), start.jar()));
        }
        PrivateFile.createFolder(folder);
        List<String> command = new ArrayList<>(JavaProgram.command(HEAP_MEGABYTES));
        new TreeMap<>(start.properties()).forEach((name, value) -> command.add("-D%s=%s".formatted(name, value)));
        command.addAll(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + start.port()));
        command.addAll(List.of("-jar", start.jar().toString()));
        Map<String, String> facts = new HashMap<>(start.facts());
        facts.put("port", Integer.toString(start.port()));
        version(start.jar()).ifPresent(version -> facts.put("version", version));
        process.start(new Launch(command, start.environment(), folder), facts);
    }

    /// Waits until it is ready.
    public void awaitReady(Duration atMost) {
        process.awaitReady(atMost, this::isReady);
    }

    /// Whether it runs and says that it is ready.
    public boolean isReady() {
        String port = process.facts().get("port");
        return port != null && process.running().isPresent() && isReady(Integer.parseInt(port));
    }

    /// Ends it and lets it finish what it has in hand.
    public void stop() {
        process.stop("TERM", STOP);
    }

    /// Ends it as `kill -9` does.
    public void kill() {
        process.kill();
    }

    /// Writes a value so that a service reads it as it is: `${…}` would refer to another property.
    public static String literal(String value) {
        return value.replace("${", "\\${");
    }

    /// As the name of its own jar says, in `app` beside `quarkus-run.jar`.
    private static Optional<String> version(Path jar) {
        try (Stream<Path> files = Files.list(jar.resolveSibling("app"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("quenyan-.*-[0-9].*\\.jar"))
                    .map(file -> file.replaceAll("quenyan-[a-z-]*-|\\.jar", ""))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isReady(int port) {
        return HttpProbe.isOk(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)));
    }

    /// How it is started.
    ///
    /// @param jar its `quarkus-run.jar`
    /// @param port for HTTP, on loopback
    /// @param properties configuration; everybody on the machine can read it, so it holds no secret
    /// @param environment where secrets are
    /// @param facts to remember beside the pid
    public record Start(
            Path jar,
            int port,
            Map<String, String> properties,
            Map<String, String> environment,
            Map<String, String> facts) {

        public Start {
            properties = Map.copyOf(properties);
            environment = Map.copyOf(environment);
            facts = Map.copyOf(facts);
        }

        /// The environment is left out.
        @Override
        public String toString() {
            return "Start[%s on %d]".formatted(jar, port);
        }
    }
}
