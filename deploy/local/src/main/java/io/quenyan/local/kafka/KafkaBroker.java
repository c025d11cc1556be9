package io.quenyan.local.kafka;

import io.quenyan.local.process.Command;
import io.quenyan.local.process.JavaProgram;
import io.quenyan.local.process.Launch;
import io.quenyan.local.process.ManagedProcess;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A Kafka broker that is its own controller (KRaft), on loopback, without authentication.
///
/// Its data are in `kafka/data` below the platform's folder. Topics are made by [Topics], never by use.
public final class KafkaBroker {

    /// Name of the process.
    public static final String NAME = "kafka";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);
    private static final int HEAP_MEGABYTES = 384;

    private final ManagedProcess process;
    private final Path folder;
    private final Path jars;

    /// The broker below `home`, of the jars in a folder. Nothing is started yet.
    public KafkaBroker(Path home, Path jars) {
        this.process = new ManagedProcess(NAME, home);
        this.folder = home.resolve(NAME);
        this.jars = jars;
    }

    /// Its process.
    public ManagedProcess process() {
        return process;
    }

    /// Starts the broker and waits until it accepts connections. Its storage is formatted if it is new.
    public void start(int port, int controllerPort) {
        String version = version();
        PrivateFile.createFolder(folder);
        PrivateFile.write(config(), BrokerConfig.text(folder.resolve("data"), port, controllerPort));
        PrivateFile.write(logging(), BrokerConfig.LOGGING);
        if (!Files.exists(folder.resolve("data/meta.properties"))) {
            Command.run(java("kafka.tools.StorageTool", "format", "-t", clusterId(), "-c", config().toString()));
        }
        Map<String, String> facts = Map.of(
                "port",
                Integer.toString(port),
                "controller-port",
                Integer.toString(controllerPort),
                "version",
                version);
        process.start(new Launch(broker(), Map.of(), folder), facts);
        process.awaitReady(START, this::hasStarted);
    }

    /// Ends it and lets it close its files.
    public void stop() {
        process.stop("TERM", STOP);
    }

    /// Ends it as `kill -9` does.
    public void kill() {
        process.kill();
    }

    /// A listening port is not enough: the broker listens before it knows its topics.
    private boolean hasStarted() {
        try {
            return Files.readString(process.log()).contains("Kafka Server started");
        } catch (IOException e) {
            return false;
        }
    }

    /// With an archive of its loaded classes, which it writes when it is first stopped and which halves the
    /// next start.
    private List<String> broker() {
        List<String> command = java("kafka.Kafka", config().toString());
        command.addAll(
                1, List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa")));
        return command;
    }

    private List<String> java(String mainClass, String... arguments) {
        List<String> command = new ArrayList<>(JavaProgram.command(HEAP_MEGABYTES));
        command.add("-Dlog4j2.configurationFile=" + logging().toUri());
        command.addAll(List.of("-cp", jars + "/*", mainClass));
        command.addAll(List.of(arguments));
        return command;
    }

    private Path config() {
        return folder.resolve("server.properties");
    }

    private Path logging() {
        return folder.resolve("log4j2.properties");
    }

    private static String clusterId() {
        UUID id = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return text.startsWith("-") ? clusterId() : text;
    }

    private String version() {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("kafka_2\\.13-.*\\.jar"))
                    .map(file -> file.replaceAll("kafka_2\\.13-|\\.jar", ""))
                    .findFirst()
                    .orElseThrow(() -> missing(null));
        } catch (IOException e) {
            throw missing(e);
        }
    }

    private StartFailedException missing(@Nullable IOException cause) {
        return new StartFailedException(
                "The broker's jars are not in %s. Fetch them: ./quenyan fetch".formatted(jars), cause);
    }
}
