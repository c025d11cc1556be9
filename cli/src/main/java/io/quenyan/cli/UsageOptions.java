package io.quenyan.cli;

import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.kms.KeyDescription;
import io.quenyan.project.ProjectState;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where packages are looked for that need a key: indexes and states.
final class UsageOptions {

    @Option(
            names = "--index",
            paramLabel = "FILE",
            description =
                    "The index.json of an output, once for each (default: of the project that this folder is in).")
    private List<Path> indexes = List.of();

    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description =
                    "A state of incremental runs, once for each (default: of the project that this folder is in).")
    private List<Path> states = List.of();

    /// What the named places say.
    ///
    /// @throws CommandFailure exit 2 if there is none, exit 7 if one cannot be believed
    KeyUsage read(Named key, Optional<KeyDescription> known, Run run) throws IOException {
        return find(key, known, run).orElseThrow(() -> Defaults.missing("--index or --state-file"));
    }

    /// The same; empty if there is no place.
    Optional<KeyUsage> find(Named key, Optional<KeyDescription> known, Run run) throws IOException {
        var usage = new KeyUsage(key, known);
        for (Path index : indexes()) {
            usage.add(index, IndexOptions.read(index).claimed());
        }
        for (Path state : states(run)) {
            usage.add(state, sound(state));
        }
        return Optional.of(usage).filter(it -> !it.places().isEmpty());
    }

    private List<Path> indexes() {
        if (!indexes.isEmpty() || !states.isEmpty()) {
            return indexes;
        }
        return Defaults.find(null).stream()
                .filter(known -> known.file() != null && known.file().output() != null)
                .map(known -> known.output(null).resolve("index.json"))
                .filter(Files::exists)
                .toList();
    }

    private List<Path> states(Run run) {
        if (!indexes.isEmpty() || !states.isEmpty()) {
            return states;
        }
        return Defaults.find(null).stream()
                .map(known -> StateOptions.unnamed(known, run))
                .filter(Files::exists)
                .toList();
    }

    private static ProjectState sound(Path state) {
        return switch (StateFile.at(state).look()) {
            case FoundState.Sound sound -> sound.state();
            case FoundState.Absent _ ->
                throw new CommandFailure(Exit.NOT_FOUND, "NO_STATE", "'%s' is not there".formatted(state));
            case FoundState.Damaged(String reason) ->
                throw new CommandFailure(
                        Exit.INTEGRITY, "STATE_DAMAGED", "'%s' cannot be used: %s".formatted(state, reason));
        };
    }
}
