package io.quenyan.local.registry;

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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Apicurio's Schema Registry on loopback. It keeps its schemas in PostgreSQL, so ids outlive it.
public final class RegistryServer {

    /// Name of the process.
    public static final String NAME = "registry";

    private static final Duration START = Duration.ofSeconds(90);
    private static final Duration STOP = Duration.ofSeconds(15);
    private static final int HEAP_MEGABYTES = 384;

    private final ManagedProcess process;
    private final Path folder;
    private final Path application;

    /// The registry below `home`, of the application in a folder. Nothing is started yet.
    public RegistryServer(Path home, Path application) {
        this.process = new ManagedProcess(NAME, home);
        this.folder = home.resolve(NAME);
        this.application = application;
    }

    /// Its process.
    public ManagedProcess process() {
        return process;
    }

    /// Starts the registry and waits until it answers.
    public void start(int port, int managementPort, Storage storage) {
        String version = version();
        PrivateFile.createFolder(folder);
        List<String> command = new ArrayList<>(JavaProgram.command(HEAP_MEGABYTES));
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + managementPort,
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=postgresql",
                "-Dapicurio.datasource.url=" + storage.jdbcUrl(),
                "-Dapicurio.datasource.username=" + storage.user(),
                "-jar",
                application.resolve("quarkus-run.jar").toString()));
        Map<String, String> facts = Map.of(
                "port",
                Integer.toString(port),
                "management-port",
                Integer.toString(managementPort),
                "version",
                version);
        process.start(new Launch(command, Map.of("APICURIO_DATASOURCE_PASSWORD", storage.password()), folder), facts);
        process.awaitReady(START, () -> isReady(port));
    }

    /// Ends it.
    public void stop() {
        process.stop("TERM", STOP);
    }

    /// Ends it as `kill -9` does.
    public void kill() {
        process.kill();
    }

    /// Whether the registry on that port answers.
    public static boolean isReady(int port) {
        return HttpProbe.isOk(URI.create("http://127.0.0.1:%d/apis/registry/v3/system/info".formatted(port)));
    }

    /// The API that Confluent's clients use.
    public static URI confluentApi(int port) {
        return URI.create("http://127.0.0.1:%d/apis/ccompat/v7".formatted(port));
    }

    private String version() {
        try (Stream<Path> files = Files.list(application.resolve("app"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.matches("apicurio-registry-app-.*\\.jar"))
                    .map(file -> file.replaceAll("apicurio-registry-app-|\\.jar", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new StartFailedException(
                    "The registry is not in %s. Fetch it: ./quenyan fetch".formatted(application), e);
        }
    }

    /// Where it keeps its schemas.
    public record Storage(String jdbcUrl, String user, String password) {

        /// The password is left out.
        @Override
        public String toString() {
            return "Storage[%s]".formatted(jdbcUrl);
        }
    }
}
