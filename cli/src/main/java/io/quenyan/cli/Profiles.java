package io.quenyan.cli;

import io.quenyan.cli.file.BadConfigException;
import io.quenyan.cli.file.ConfigFile;
import io.quenyan.cli.kafka.Cluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeSet;

/// Clusters by the names that the user gave them in `config.toml`.
final class Profiles {

    /// The local platform, by name.
    static final String LOCAL = "local";

    private final Run run;

    Profiles(Run run) {
        this.run = run;
    }

    /// The profile that the file names as the default.
    Optional<String> standard() {
        return run.homeIfKnown().flatMap(home -> Optional.ofNullable(read(home).profile()));
    }

    /// The cluster of that profile.
    ///
    /// @throws CommandFailure exit 3 if the file has no such profile, exit 1 if the file cannot be understood
    Cluster cluster(String name) {
        Path home = run.home();
        ConfigFile file = read(home);
        ConfigFile.Profile profile = file.profiles().get(name);
        if (profile == null) {
            throw new CommandFailure(
                    Exit.NOT_FOUND,
                    "UNKNOWN_PROFILE",
                    "There is no profile '%s' in '%s'; there are %s"
                            .formatted(
                                    name,
                                    ConfigFile.in(home),
                                    new TreeSet<>(file.profiles().keySet())));
        }
        return new Cluster(profile.bootstrapServers(), profile.registryUrl());
    }

    private static ConfigFile read(Path home) {
        try {
            return ConfigFile.read(home);
        } catch (BadConfigException e) {
            throw new CommandFailure(
                    Exit.FAILURE,
                    "BAD_CONFIG",
                    "'%s' cannot be used: %s".formatted(ConfigFile.in(home), e.getMessage()),
                    e);
        } catch (IOException e) {
            throw Failures.of(e, false);
        }
    }
}
