package io.quenyan.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.local.ComponentStatus.State;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.StartFailedException;
import io.quenyan.local.quarkus.QuarkusService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One platform for all tests here; each leaves it as it likes, and begins with `up`.
class LocalPlatformTest {

    private static final UpOptions SERVERS_ALONE = UpOptions.serversAlone();

    @TempDir
    private static Path home;

    private static LocalPlatform platform;

    @BeforeAll
    static void start() {
        platform = LocalPlatform.of(Map.of("QUENYAN_HOME", home.toString()));
        platform.up(SERVERS_ALONE, Progress.none());
    }

    @AfterAll
    static void stop() {
        platform.down(Progress.none());
    }

    @Test
    void changesNothingWhenItIsUp() {
        List<Long> pids = pids(platform.up(SERVERS_ALONE, Progress.none()));
        Instant began = Instant.now();

        PlatformStatus again = platform.up(SERVERS_ALONE, Progress.none());

        assertThat(pids(again)).isEqualTo(pids);
        assertThat(Duration.between(began, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void isStartedOnceByTwoAtOnce() {
        platform.down(Progress.none());

        CompletableFuture<PlatformStatus> one =
                CompletableFuture.supplyAsync(() -> platform.up(SERVERS_ALONE, Progress.none()));
        PlatformStatus other = platform.up(SERVERS_ALONE, Progress.none());

        assertThat(pids(one.join())).isEqualTo(pids(other)).hasSize(3);
    }

    @Test
    void isDownWhereItNeverWas(@TempDir Path empty) {
        PlatformStatus status =
                LocalPlatform.of(Map.of("HOME", empty.toString())).status();

        assertThat(status.components())
                .extracting(ComponentStatus::name)
                .containsExactly("postgres", "kafka", "registry", "encoder-1", "state-1");
        assertThat(status.isUp()).isFalse();
        assertThat(status.folder()).isEqualTo(empty.resolve(".quenyan/local")).doesNotExist();
    }

    @Test
    void leavesNoProcessWhenItGoesDown() {
        List<Long> pids = pids(platform.up(SERVERS_ALONE, Progress.none()));

        platform.down(Progress.none());

        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(platform.status().isDown()).isTrue();
        assertThat(marked(home)).isEmpty();
    }

    @Test
    void goesDownTwice() {
        platform.down(Progress.none());
        platform.down(Progress.none());

        assertThat(platform.status().isDown()).isTrue();
    }

    @Test
    void comesBackWithItsSchemasAfterEverythingWasKilled() {
        PlatformStatus before = platform.up(SERVERS_ALONE, Progress.none());
        int id = idOfPackageEncoded(before);

        pids(before).forEach(LocalPlatformTest::killWithChildren);
        assertThat(platform.status().components())
                .filteredOn(it -> it.state() == State.DIED)
                .hasSize(3);
        PlatformStatus after = platform.up(SERVERS_ALONE, Progress.none());

        assertThat(idOfPackageEncoded(after)).isEqualTo(id);
        assertThat(after.bootstrapServers()).isEqualTo(before.bootstrapServers());
    }

    @Test
    void neverKillsAProcessThatGotThePidOfOneOfOurs() throws IOException {
        platform.down(Progress.none());
        Process stranger = new ProcessBuilder("sleep", "600").start();
        Path pidFile = Files.createDirectories(platform.folder().resolve("run")).resolve("kafka.pid");
        PrivateFile.writeProperties(pidFile, Map.of("pid", Long.toString(stranger.pid()), "started", "another-boot/1"));

        platform.down(Progress.none());

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    @Test
    void startsPostgresAlthoughItsPidFileNamesAStranger() throws IOException {
        platform.down(Progress.none());
        Path pidFile = platform.folder().resolve("postgres/data/postmaster.pid");
        Files.writeString(pidFile, ProcessHandle.current().pid() + "\n");

        assertThat(platform.up(SERVERS_ALONE, Progress.none())
                        .components()
                        .getFirst()
                        .state())
                .isEqualTo(State.UP);
    }

    @Test
    void stepsAroundATakenPortAndStaysThere() throws IOException {
        int had = port(platform.up(SERVERS_ALONE, Progress.none()), "postgres");
        platform.down(Progress.none());

        int moved;
        try (ServerSocket _ = new ServerSocket(had, 1, InetAddress.getLoopbackAddress())) {
            moved = port(platform.up(SERVERS_ALONE, Progress.none()), "postgres");
        }
        platform.down(Progress.none());

        assertThat(moved).isNotEqualTo(had);
        assertThat(port(platform.up(SERVERS_ALONE, Progress.none()), "postgres"))
                .isEqualTo(moved);
    }

    @Test
    void endsAProcessWhoseStarterDiedBeforeItCouldRememberIt() throws IOException {
        platform.down(Progress.none());
        ProcessBuilder forgotten = new ProcessBuilder("sleep", "600");
        forgotten
                .environment()
                .put(
                        "QUENYAN_COMPONENT",
                        platform.folder().resolve("run/kafka.pid").toString());
        Process process = forgotten.start();

        platform.down(Progress.none());

        assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void keepsItsSecretsFromOtherUsersAndFromItsCommandLines() throws IOException {
        PlatformStatus status = platform.up(SERVERS_ALONE, Progress.none());
        Map<String, String> passwords =
                PrivateFile.readProperties(platform.folder().resolve("passwords.properties"));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(platform.folder().resolve("passwords.properties"))))
                .isEqualTo("rw-------");
        assertThat(pids(status)).allSatisfy(pid -> assertThat(commandLine(pid)).doesNotContain(passwords.values()));
    }

    @Test
    void listensOnLoopbackAlone() throws IOException {
        PlatformStatus status = platform.up(SERVERS_ALONE, Progress.none());
        List<String> ports = status.components().stream()
                .flatMap(component -> component.ports().values().stream())
                .map("%04X"::formatted)
                .toList();

        List<String> listening = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
        listening.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));

        assertThat(listening)
                .map(line -> line.strip().split("\\s+", -1))
                .filteredOn(fields -> fields.length > 3 && fields[3].equals("0A"))
                .map(fields -> fields[1].split(":", -1))
                .filteredOn(address -> ports.contains(address[1]))
                .hasSizeGreaterThanOrEqualTo(ports.size())
                .allMatch(address ->
                        address[0].equals("0100007F") || address[0].equals("0000000000000000FFFF00000100007F"));
    }

    @Test
    void saysWhatToDoWhenAServiceIsNotBuilt() {
        QuarkusService service = new QuarkusService("encoder-9", platform.folder());
        QuarkusService.Start start = new QuarkusService.Start(Path.of("missing.jar"), 1, Map.of(), Map.of(), Map.of());

        assertThatThrownBy(() -> service.start(start))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("./quenyan build");
    }

    @Test
    void startsTheRestWhenAServiceIsNotBuilt(@TempDir Path clone) throws IOException {
        platform.up(SERVERS_ALONE, Progress.none());
        Files.createSymbolicLink(
                clone.resolve("deploy"), Installation.find().root().resolve("deploy"));
        LocalPlatform unbuilt = new LocalPlatform(platform.folder(), new Installation(clone), "");
        List<String> told = new ArrayList<>();

        PlatformStatus status = unbuilt.up(UpOptions.defaults(), (component, what, _) -> told.add(component + what));

        assertThat(told).contains("encoder-serviceNOT_BUILT");
        assertThat(status.components())
                .extracting(ComponentStatus::name, ComponentStatus::state)
                .contains(tuple("registry", State.UP), tuple("encoder-1", State.NOT_BUILT));
    }

    @Test
    void givesEveryServicePortsOfItsOwn() {
        assertThat(LocalService.ALL).extracting(LocalService::portOffset).doesNotHaveDuplicates();
        assertThat(LocalService.ALL)
                .allSatisfy(service -> assertThat(service.portOffset() % 20).isZero());
    }

    private static int idOfPackageEncoded(PlatformStatus status) {
        return SchemaRegistry.at(status.registryUrl().orElseThrow())
                .idOf(
                        TopicCatalogue.load().ofRecord("PackageEncoded").registrySubject(),
                        ReleasedSchemas.current("PackageEncoded"));
    }

    private static List<Long> pids(PlatformStatus status) {
        return status.components().stream()
                .flatMap(it -> Stream.ofNullable(it.pid()))
                .toList();
    }

    private static int port(PlatformStatus status, String component) {
        Map<String, Integer> ports = new HashMap<>();
        status.components().forEach(it -> ports.put(it.name(), it.ports().getOrDefault("port", 0)));
        return Optional.ofNullable(ports.get(component)).orElseThrow();
    }

    private static void killWithChildren(long pid) {
        ProcessHandle.of(pid).ifPresent(process -> {
            List<ProcessHandle> all =
                    Stream.concat(Stream.of(process), process.descendants()).toList();
            all.forEach(ProcessHandle::destroyForcibly);
            all.forEach(it -> it.onExit().join());
        });
    }

    private static String commandLine(long pid) throws IOException {
        return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    }

    private static List<ProcessHandle> marked(Path folder) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(folder.toString()))
                .toList();
    }
}
