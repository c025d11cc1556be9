package io.quenyan.local.debian;

import io.quenyan.local.process.Command;
import io.quenyan.local.process.Executables;
import io.quenyan.local.process.PrivateFile;
import io.quenyan.local.process.StartFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/// A configuration and a state of apt that are not the system's.
final class AptState {

    /// The release that has what older ones lack.
    static final String NEWER = "trixie";

    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Path RELEASE = Path.of("/etc/os-release");

    private final Path configuration;
    private final String system;

    private AptState(Path configuration, String system) {
        this.configuration = configuration;
        this.system = system;
    }

    static AptState prepare(Path folder) throws IOException {
        for (String name : List.of("state/lists/partial", "cache/archives/partial", "etc/none")) {
            Files.createDirectories(folder.resolve(name));
        }
        String system = system();
        Files.writeString(folder.resolve("status"), "");
        Files.writeString(folder.resolve("etc/sources.list"), sources(mirror(), system));
        Path configuration = folder.resolve("apt.conf");
        PrivateFile.write(configuration, configuration(folder));
        return new AptState(configuration, system);
    }

    void run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get", "-q", "-c", configuration.toString()));
        command.addAll(Arrays.asList(arguments));
        apt(command);
    }

    void download(Path into, List<PackageSet.Wanted> packages) {
        // apt-get download writes where it runs.
        String shell = Executables.onPath("sh").map(Path::toString).orElse("sh");
        List<String> command = new ArrayList<>(
                List.of(shell, "-c", "cd \"$1\" && shift && exec apt-get -q -c \"$@\"", "sh", into.toString()));
        command.add(configuration.toString());
        command.add("download");
        packages.forEach(
                it -> command.add("%s/%s".formatted(it.name(), it.suite().isEmpty() ? system : it.suite())));
        apt(command);
    }

    private static void apt(List<String> command) {
        try {
            Command.run(command);
        } catch (StartFailedException e) {
            throw new StartFailedException("apt does not get the packages: " + e.getMessage(), e);
        }
    }

    private static String configuration(Path folder) {
        return """
                Dir::State "%1$s/state";
                Dir::State::status "%1$s/status";
                Dir::Cache "%1$s/cache";
                Dir::Etc::sourcelist "%1$s/etc/sources.list";
                Dir::Etc::sourceparts "%1$s/etc/none";
                Dir::Etc::preferences "%1$s/etc/preferences";
                Dir::Etc::preferencesparts "%1$s/etc/none";
                APT::Sandbox::User "";
                Acquire::Languages "none";
                Acquire::GzipIndexes "true";
                Acquire::Retries "3";
                """.formatted(folder);
    }

    private static String sources(String mirror, String system) {
        String signed = Files.exists(KEYRING) ? "[signed-by=%s] ".formatted(KEYRING) : "";
        StringBuilder text = new StringBuilder();
        for (String suite : new LinkedHashSet<>(List.of(NEWER, system))) {
            text.append("deb %s%s %s main\n".formatted(signed, mirror, suite));
        }
        return text.toString();
    }

    /// Where the system takes its own packages from.
    private static String mirror() {
        String printed = Command.run("apt-get", "indextargets", "--format", "$(REPO_URI)", "Identifier: Packages");
        return new LinkedHashSet<>(printed.lines().toList())
                .stream()
                        .filter(uri -> uri.endsWith("/debian/") || uri.endsWith("/debian"))
                        .findFirst()
                        .orElseThrow(() -> new StartFailedException(
                                "apt knows no mirror of Debian on this machine; add one to its sources"));
    }

    private static String system() throws IOException {
        Map<String, String> release = PrivateFile.readProperties(RELEASE);
        String name = release.getOrDefault("VERSION_CODENAME", "").replace("\"", "");
        if (!release.getOrDefault("ID", "").equals("debian") || name.isEmpty()) {
            throw new StartFailedException("This machine is not Debian: " + release.getOrDefault("PRETTY_NAME", "?"));
        }
        return name;
    }
}
