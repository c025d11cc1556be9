package io.quenyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real script, in a clone of its own where the build is done already and Java is a stand-in that tells what it
/// got,
/// or the real one.
class LauncherTest {

    private static final Path ROOT = Path.of(System.getProperty("quenyan.root"));
    private static final String CANARY = "canary-7f3a1c";

    @TempDir
    private Path folder;

    private Path clone = Path.of("");

    @BeforeEach
    void makeClone() throws IOException {
        clone = Files.createDirectories(folder.resolve("clone with blank"));
        Files.copy(ROOT.resolve("quenyan"), clone.resolve("quenyan"));
        Files.createSymbolicLink(clone.resolve("mcs-reference"), Path.of("quenyan"));
        Files.writeString(clone.resolve("pom.xml"), "<project/>");
        Files.createDirectories(clone.resolve("target"));
        Files.createFile(clone.resolve("target/built-cli"));
    }

    /// A JDK whose `java` prints its arguments and what stands behind descriptor 3.
    private Path standIn(String version) throws IOException {
        Path home = folder.resolve("jdk-" + version);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
        program(home.resolve("bin/javac"), "exit 0");
        program(home.resolve("bin/java"), "printf '<%s>' \"$@\"\nif [ -e /dev/fd/3 ]; then cat /dev/fd/3; fi");
        return home;
    }

    private static void program(Path file, String script) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private Process start(Map<String, String> env, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(env);
        return builder.redirectErrorStream(true).start();
    }

    private static String told(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String launch(Map<String, String> env, String... args) throws IOException {
        return told(start(
                env,
                Stream.concat(Stream.of(clone + "/quenyan"), Stream.of(args)).toArray(String[]::new)));
    }

    @Test
    void passesAPassphraseOn() throws IOException {
        String awkward = "a b'c\"d$e\\f`g";

        String told =
                launch(Map.of("JAVA_HOME", standIn("25.0.1").toString()), "decode", "--passphrase", awkward, "x y");

        assertThat(told).contains("<decode><--passphrase-fd><3><x y>").endsWith(awkward + "\n");
    }

    @Test
    void leavesNoPassphraseInTheEnvironment() throws IOException {
        Path home = standIn("25");
        program(home.resolve("bin/java"), "env");

        String told = launch(
                Map.of("JAVA_HOME", home.toString(), "secret", "x", "argument", "y"),
                "decode",
                "--passphrase=" + CANARY);

        assertThat(told).contains("QUENYAN_ROOT").doesNotContain(CANARY);
    }

    @Test
    void takesThePassphraseInOneArgumentAsWell() throws IOException {
        String told = launch(Map.of("JAVA_HOME", standIn("25").toString()), "decode", "--passphrase=" + CANARY);

        assertThat(told).contains("<decode><--passphrase-fd><3>").endsWith(CANARY + "\n");
    }

    @Test
    void leavesOtherArgumentsAlone() throws IOException {
        String told = launch(Map.of("JAVA_HOME", standIn("25").toString()), "decode", "--passphrase-env", "X", "");

        assertThat(told).endsWith("<decode><--passphrase-env><X><>");
    }

    @Test
    void goesOnLookingWhenAFolderHoldsAnotherJava() throws IOException {
        String told = launch(
                Map.of(
                        "QUENYAN_JAVA_HOME",
                        standIn("17.0.1").toString(),
                        "JAVA_HOME",
                        standIn("25.0.2").toString()),
                "version");

        assertThat(told).endsWith("<version>");
    }

    @Test
    void buildsAgainAfterAChangeToTheServers() throws IOException {
        Map<String, String> environment = standInForMaven();
        Path pom = Files.writeString(
                Files.createDirectories(clone.resolve("deploy/local/servers")).resolve("pom.xml"), "<project/>");
        Files.setLastModifiedTime(pom, FileTime.from(Instant.now().plusSeconds(60)));

        launch(environment, "version");

        assertThat(folder.resolve("builds")).hasContent("build");
    }

    @Test
    void ofManyThatFindTheLockOfADeadProcessOneBuilds() throws Exception {
        Map<String, String> environment = standInForMaven();
        Files.delete(clone.resolve("target/built-cli"));
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.writeString(
                Files.createDirectory(clone.resolve("target/launcher.lock")).resolve("pid"), dead.pid() + "\n");

        List<Process> launchers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            launchers.add(start(environment, clone + "/quenyan", "version"));
        }

        assertThat(launchers).allSatisfy(launcher -> assertThat(told(launcher)).endsWith("<version>"));
        assertThat(folder.resolve("builds")).hasContent("build");
        assertThat(clone.resolve("target")).isDirectoryNotContaining("glob:**/launcher.lock*");
    }

    /// Notes that it ran and takes its time.
    private Map<String, String> standInForMaven() throws IOException {
        Path programs = Files.createDirectory(folder.resolve("programs"));
        program(programs.resolve("mvn"), "echo build >>'%s'\nsleep 1".formatted(folder.resolve("builds")));
        Files.createDirectories(clone.resolve("cli/target"));
        return Map.of("JAVA_HOME", standIn("25").toString(), "PATH", programs + ":/usr/bin:/bin");
    }

    @Test
    void isFoundThroughALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("recover"), clone.resolve("mcs-reference"));

        String told = told(start(Map.of("JAVA_HOME", standIn("25").toString()), link.toString(), "version"));

        assertThat(told).contains(clone.toRealPath() + "/cli/target/quenyan-cli.jar");
    }

    @Test
    void noProcessListShowsThePassphraseASecondAfterTheStart() throws Exception {
        Process process = realLauncher("encode", "--input", "-", "--passphrase", CANARY, "--encryption", "1");
        try (OutputStream stdin = process.getOutputStream()) {
            Awaitility.await()
                    .pollDelay(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> true);

            assertThat(commandLinesWith(CANARY)).isEmpty();
            assertThat(process.isAlive()).isTrue();
            stdin.write(Samples.DESCRIPTOR.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    /// The script with a Java that runs the classes under test in place of the jar.
    private Process realLauncher(String... args) throws IOException {
        Path home = standIn("25");
        String java = ProcessHandle.current().info().command().orElseThrow();
        program(
                home.resolve("bin/java"),
                "while [ \"$1\" != -jar ]; do shift; done\nshift 2\nexec '%s' -cp '%s' io.quenyan.cli.Quenyan \"$@\""
                        .formatted(java, System.getProperty("java.class.path")));
        String[] command =
                Stream.concat(Stream.of(clone + "/quenyan"), Stream.of(args)).toArray(String[]::new);
        return start(Map.of("JAVA_HOME", home.toString()), command);
    }

    private static List<Path> commandLinesWith(String text) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> Files.isDirectory(process, LinkOption.NOFOLLOW_LINKS))
                    .flatMap(process -> Stream.of(process.resolve("cmdline"), process.resolve("environ")))
                    .filter(file -> holds(file, text))
                    .toList();
        }
    }

    /// A process may end, or be another user's, between the listing and the look.
    private static boolean holds(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            return false;
        }
    }
}
