package io.quenyan.local;

import io.quenyan.local.postgres.PostgresArchive;
import io.quenyan.local.process.StartFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A clone of this repository in which everything that the platform starts was built.
///
/// @param root folder of the clone
public record Installation(Path root) {

    private static final String MARK = "deploy/local/servers/pom.xml";

    /// Returns the clone that the system property `quenyan.root` or the variable `QUENYAN_ROOT` names, else the
    /// one that holds the working folder.
    public static Installation find() {
        Stream<@Nullable String> named = Stream.of(System.getProperty("quenyan.root"), System.getenv("QUENYAN_ROOT"));
        Path here = Path.of("").toAbsolutePath();
        return Stream.concat(
                        named.flatMap(Stream::ofNullable).map(Path::of),
                        Stream.iterate(here, Path::getParent).takeWhile(it -> it != null))
                .map(Path::toAbsolutePath)
                .filter(folder -> Files.exists(folder.resolve(MARK)))
                .findFirst()
                .map(Installation::new)
                .orElseThrow(() -> new StartFailedException(
                        "No clone of Quenyan in %s or above. Set QUENYAN_ROOT to its folder".formatted(here)));
    }

    /// The broker's jars, all of them and nothing else.
    Path kafka() {
        return root.resolve("deploy/local/servers/target/kafka");
    }

    /// The registry's application.
    Path registry() {
        return root.resolve("deploy/local/servers/target/registry");
    }

    /// PostgreSQL, for a machine on which none is installed.
    PostgresArchive postgres() {
        return new PostgresArchive(root.resolve("deploy/local/servers/target/postgres/postgres-linux-x86_64.txz"));
    }

    /// A service's `quarkus-run.jar`.
    public Path jar(LocalService service) {
        return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
    }
}
