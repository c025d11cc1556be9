package io.quenyan.local.postgres;

import io.quenyan.local.process.Command;
import io.quenyan.local.process.FileTree;
import io.quenyan.local.process.Launch;
import io.quenyan.local.process.ManagedProcess;
import io.quenyan.local.process.Patience;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.ProcessId;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// PostgreSQL on loopback, without a Unix socket, where every connection needs a password (SCRAM).
///
/// Its data are in `postgres/data` below the platform's folder. After a crash it recovers by itself from its
/// log.
public final class PostgresServer {

    /// Name of the process.
    public static final String NAME = "postgres";

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final String FAST_SHUTDOWN = "INT";

    private final ManagedProcess process;
    private final Path folder;
    private final Path data;
    private final Account account;
    private final String password;
    private final List<String> settings;

    /// The server below `home`. Nothing is started yet.
    ///
    /// @param password of the superuser `quenyan`
    /// @param settings further ones, as `name=value`
    public PostgresServer(Path home, String password, List<String> settings) {
        this.process = new ManagedProcess(NAME, home);
        this.folder = home.resolve(NAME);
        this.data = folder.resolve("data");
        this.account = Account.ofThisProcess();
        this.password = password;
        this.settings = List.copyOf(settings);
    }

    /// Its process.
    public ManagedProcess process() {
        return process;
    }

    /// Makes the data folder if there is none, starts the server and waits until it answers.
    public void start(PostgresChoice choice, int port) {
        openTheWay();
        PostgresBinaries binaries = choice.binaries(majorOfData());
        if (!Files.isDirectory(data)) {
            initialise(binaries);
        }
        endForgotten();
        List<String> command =
                new ArrayList<>(List.of(binaries.program("postgres").toString(), "-D", data.toString()));
        for (String setting : allSettings(port)) {
            command.addAll(List.of("-c", setting));
        }
        Map<String, String> facts = Map.of("port", Integer.toString(port), "version", binaries.version());
        process.start(
                new Launch(account.run(command, data, binaries.folder().resolve("postgres")), Map.of(), folder), facts);
        process.awaitReady(START, () -> databases(port).isReachable());
    }

    /// Ends it and lets it close its files; connections are cut.
    public void stop() {
        process.stop(FAST_SHUTDOWN, STOP);
    }

    /// Ends it and everything it forked, as a power failure of the process alone.
    public void kill() {
        List<ProcessId> children = process.running()
                .flatMap(id -> ProcessHandle.of(id.pid()))
                .map(handle -> handle.descendants()
                        .flatMap(child -> ProcessId.of(child.pid()).stream())
                        .toList())
                .orElse(List.of());
        process.kill();
        children.forEach(ProcessId::kill);
        Patience.until(STOP, () -> children.stream().noneMatch(ProcessId::isAlive));
    }

    /// The server's databases, seen by the superuser.
    public Databases databases(int port) {
        return new Databases(port, "quenyan", password);
    }

    private List<String> allSettings(int port) {
        List<String> all = new ArrayList<>(List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "shared_buffers=64MB",
                "password_encryption=scram-sha-256",
                "timezone=UTC",
                "log_timezone=UTC"));
        all.addAll(settings);
        return all;
    }

    private void initialise(PostgresBinaries binaries) {
        Path unfinished = folder.resolve("data.unfinished");
        Path passwordFile = folder.resolve("password");
        try {
            FileTree.delete(unfinished);
            Files.createDirectory(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            account.own(unfinished);
            PrivateFile.write(passwordFile, password);
            account.own(passwordFile);
            Command.run(account.run(
                    List.of(
                            binaries.program("initdb").toString(),
                            "--pgdata=" + unfinished,
                            "--username=quenyan",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--no-locale",
                            "--data-checksums"),
                    unfinished,
                    binaries.folder().resolve("initdb")));
            Files.delete(passwordFile);
            Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The folders of the platform can be entered, not read, by the account that runs the server.
    private void openTheWay() {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// PostgreSQL refuses to start when its pid file names a pid that is taken, be it by another program after
    /// a reboot. A server that is really ours is ended, anything else is left alone and the file removed.
    private void endForgotten() {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            String first =
                    Files.readAllLines(file).stream().findFirst().orElse("").strip();
            Optional<ProcessId> named =
                    first.matches("[0-9]{1,18}") ? ProcessId.of(Long.parseLong(first)) : Optional.empty();
            Optional<ProcessId> ours = named.filter(this::servesOurData);
            if (ours.isPresent()) {
                ours.get().signal(FAST_SHUTDOWN);
                if (!Patience.until(STOP, () -> !ours.get().isAlive())) {
                    throw new StartFailedException(
                            "PostgreSQL with pid %s uses %s and does not end".formatted(first, data));
                }
            }
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean servesOurData(ProcessId id) {
        return ProcessHandle.of(id.pid())
                .flatMap(handle -> handle.info().arguments())
                .filter(arguments -> List.of(arguments).contains(data.toString()))
                .isPresent();
    }

    private Optional<Integer> majorOfData() {
        Path file = data.resolve("PG_VERSION");
        try {
            return Files.exists(file)
                    ? Optional.of(Integer.valueOf(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
