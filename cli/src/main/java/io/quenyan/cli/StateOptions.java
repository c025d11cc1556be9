package io.quenyan.cli;

import io.quenyan.project.ProjectFile;
import io.quenyan.project.file.StateFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the state of a project's incremental runs is. It is always told, so that nobody trusts the wrong one unawares.
final class StateOptions {

    private static final String VARIABLE = "QUENYAN_STATE_FILE";
    private static final List<String> USUAL = List.of(ProjectFile.STATE_FILE, ".ci/quenyan-state.json");

    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description =
                    "State of incremental runs (default: " + VARIABLE
                            + ", else as project.json says, else .quenyan-state.json or .ci/quenyan-state.json of the project).")
    private @Nullable Path stateFile;

    /// Whether one was named on the command line.
    boolean given() {
        return stateFile != null;
    }

    /// The state file that is meant, which need not exist.
    StateFile find(Defaults defaults, Run run) {
        Path path = path(defaults, run);
        run.say("State file: %s".formatted(path));
        return StateFile.at(path);
    }

    private Path path(Defaults defaults, Run run) {
        return stateFile == null ? unnamed(defaults, run) : stateFile;
    }

    /// The state file of the project, where no option names one.
    static Path unnamed(Defaults defaults, Run run) {
        return run.terminal()
                .variable(VARIABLE)
                .map(Path::of)
                .or(() -> Optional.ofNullable(defaults.file())
                        .map(file -> defaults.root().resolve(file.stateFile())))
                .orElseGet(() -> usual(defaults.root()));
    }

    private static Path usual(Path root) {
        Stream<Path> usual = USUAL.stream().map(root::resolve);
        return usual.filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS))
                .findFirst()
                .orElse(root.resolve(ProjectFile.STATE_FILE));
    }
}
