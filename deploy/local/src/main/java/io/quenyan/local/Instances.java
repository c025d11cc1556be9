package io.quenyan.local;

import io.quenyan.local.Progress.What;
import io.quenyan.local.postgres.DatabaseAccess;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.quarkus.QuarkusService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The instances of a service: `encoder-1`, `encoder-2`, and so on, all on one database.
///
/// An instance that runs with another configuration than the present one is started anew.
final class Instances {

    private static final String CONFIGURATION = "configuration";
    private static final Duration START = Duration.ofSeconds(90);

    private final LocalService service;
    private final String prefix;
    private final Path folder;
    private final Path jar;
    private final Path configuration;
    private final Map<String, String> keys;
    private final Progress progress;

    /// @param keys variables that say where keys are
    Instances(
            LocalService service,
            Path folder,
            Path jar,
            Path configuration,
            Map<String, String> keys,
            Progress progress) {
        this.service = service;
        this.prefix = service.name() + "-";
        this.folder = folder;
        this.jar = jar;
        this.configuration = configuration;
        this.keys = keys;
        this.progress = progress;
    }

    /// Whether there is something to start.
    boolean isBuilt() {
        return Files.isRegularFile(jar);
    }

    /// The instances that were started and not stopped.
    List<QuarkusService> started() {
        Path run = folder.resolve("run");
        if (!Files.isDirectory(run)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(run)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches(prefix + "[0-9]+\\.pid"))
                    .map(file -> Integer.valueOf(file.substring(prefix.length(), file.length() - ".pid".length())))
                    .sorted()
                    .map(this::instance)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    QuarkusService instance(int number) {
        return new QuarkusService(prefix + number, folder);
    }

    /// Makes as many instances run as are asked for, and no other. Without a word about it: as many as run, at least
    /// one, and none if the service is not built.
    void ensure(UpOptions options, Servers servers, String bootstrapServers) {
        Integer asked = options.instances().get(service.name());
        if (asked == null && !isBuilt()) {
            progress.tell(service.module(), What.NOT_BUILT, Duration.ZERO);
            return;
        }
        int wanted = asked == null ? Math.max(1, started().size()) : asked;
        started().stream().filter(it -> number(it) > wanted).forEach(this::stop);
        if (wanted == 0) {
            return;
        }
        ensure(wanted, servers, servers.database(service.name()), bootstrapServers);
    }

    private void ensure(int wanted, Servers servers, DatabaseAccess database, String bootstrapServers) {
        List<QuarkusService> instances =
                IntStream.rangeClosed(1, wanted).mapToObj(this::instance).toList();
        long began = System.nanoTime();
        List<QuarkusService> starting = instances.stream()
                .filter(it -> start(it, servers, database, bootstrapServers))
                .toList();
        for (QuarkusService instance : starting) {
            instance.awaitReady(START);
            progress.tell(instance.process().name(), What.READY, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private int number(QuarkusService instance) {
        return Integer.parseInt(instance.process().name().substring(prefix.length()));
    }

    void stop(QuarkusService instance) {
        long began = System.nanoTime();
        progress.tell(instance.process().name(), What.STOPPING, Duration.ZERO);
        instance.stop();
        progress.tell(instance.process().name(), What.STOPPED, Duration.ofNanos(System.nanoTime() - began));
    }

    /// Returns whether it was started just now.
    private boolean start(QuarkusService instance, Servers servers, DatabaseAccess database, String bootstrapServers) {
        Map<String, String> properties = properties(servers, database, bootstrapServers);
        String digest = digest(properties);
        if (instance.process().running().isPresent()) {
            if (digest.equals(instance.process().facts().get(CONFIGURATION)) && instance.isReady()) {
                progress.tell(instance.process().name(), What.RUNNING, Duration.ZERO);
                return false;
            }
            stop(instance);
        }
        String name = instance.process().name();
        progress.tell(name, What.STARTING, Duration.ZERO);
        int port = servers.portOf(instance.process(), name, servers.firstServicePort() + service.portOffset());
        instance.start(
                new QuarkusService.Start(jar, port, properties, environment(database), Map.of(CONFIGURATION, digest)));
        return true;
    }

    private Map<String, String> environment(DatabaseAccess database) {
        Map<String, String> environment = new TreeMap<>(keys);
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        return environment;
    }

    private Map<String, String> properties(Servers servers, DatabaseAccess database, String bootstrapServers) {
        Map<String, String> properties =
                new TreeMap<>(ServiceProperties.of(database, bootstrapServers, servers.registryAddress()));
        properties.put("smallrye.config.locations", configuration.toUri().toString());
        return properties;
    }

    /// Of everything that an instance reads when it starts, so that a change is seen.
    private String digest(Map<String, String> properties) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(properties.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(keys.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(PrivateFile.readProperties(configuration).toString().getBytes(StandardCharsets.UTF_8));
            if (Files.exists(jar)) {
                digest.update(Files.getLastModifiedTime(jar).toString().getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
