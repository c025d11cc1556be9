package io.quenyan.cli;

import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.cli.http.StateService;
import io.quenyan.project.IndexFile;
import io.quenyan.project.ProjectState;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where packages are looked for that need a key: indexes, a state, state-service.
final class UsageOptions {

    private static final String VARIABLE = "QUENYAN_STATE_URL";

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

    @Option(names = "--remote", description = "Ask state-service, which knows the packages of all projects.")
    private boolean remote;

    @Option(
            names = "--state-url",
            paramLabel = "URL",
            description = "Where state-service is, for example http://127.0.0.1:8082 (default: " + VARIABLE + ").")
    private @Nullable URI stateUrl;

    boolean remote() {
        return remote;
    }

    /// @throws CommandFailure exit 2 if nothing says where it is
    StateService service(Run run) {
        return Optional.ofNullable(stateUrl)
                .or(() -> run.terminal().variable(VARIABLE).map(URI::create))
                .map(StateService::new)
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE, "USAGE", "Say where state-service is: --state-url, or " + VARIABLE));
    }

    /// What the named places say.
    ///
    /// @throws CommandFailure exit 2 if there is none, exit 7 if one cannot be believed
    KeyUsage read(Named key, Run run) throws IOException {
        var usage = new KeyUsage(key);
        for (Path index : indexes()) {
            IndexFile file = IndexOptions.read(index);
            usage.add(index, file.claimed());
        }
        for (Path state : states(run)) {
            usage.add(state, sound(state));
        }
        if (usage.places().isEmpty()) {
            throw Defaults.missing("--index, --state-file or --remote");
        }
        return usage;
    }

    private List<Path> indexes() {
        if (!indexes.isEmpty() || !states.isEmpty()) {
            return indexes;
        }
        return ofProject().stream()
                .filter(known -> known.file() != null && known.file().output() != null)
                .map(known -> known.output(null).resolve("index.json"))
                .filter(Files::exists)
                .toList();
    }

    private List<Path> states(Run run) {
        if (!indexes.isEmpty() || !states.isEmpty()) {
            return states;
        }
        return ofProject().stream()
                .map(known -> StateOptions.unnamed(known, run))
                .filter(Files::exists)
                .toList();
    }

    private static List<Defaults> ofProject() {
        return new ArrayList<>(Defaults.find(null).stream().toList());
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
