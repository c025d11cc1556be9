package io.quenyan.cli;

import io.quenyan.project.ProjectState;
import io.quenyan.project.StateCondition;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The project whose state is meant, for every `state` command.
final class StateOfProject {

    @Option(
            names = "--project-root",
            paramLabel = "DIR",
            description = "The project (default: the one with a .quenyan/project.json that this folder is in).")
    private @Nullable Path projectRoot;

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description = "Name of the project (default: as project.json says, else the folder's name).")
    private @Nullable String projectId;

    @Mixin
    private final StateOptions stateFile = new StateOptions();

    Defaults defaults() {
        Defaults defaults = Defaults.of(projectRoot);
        UserFile.mustBeFolder(defaults.root());
        return defaults;
    }

    StateFile file(Defaults defaults, Run run) {
        return stateFile.find(defaults, run);
    }

    String id(Defaults defaults) {
        return defaults.projectId(projectId);
    }

    /// The state, which must be sound.
    ///
    /// @throws CommandFailure exit 3 if there is none, exit 7 if it cannot be believed, exit 10 if another
    ///     project's
    FoundState.Sound sound(StateFile file, Defaults defaults) {
        return switch (file.look()) {
            case FoundState.Sound sound -> {
                mustBeOf(defaults, file, sound.state());
                yield sound;
            }
            case FoundState.Absent(StateCondition condition) ->
                throw new CommandFailure(
                        Exit.NOT_FOUND,
                        "NO_STATE",
                        "'%s' is %s: the next 'quenyan project incremental-rebuild' makes everything"
                                .formatted(file.path(), condition.text()));
            case FoundState.Damaged(String reason) -> throw damaged(file, reason);
        };
    }

    static CommandFailure damaged(StateFile file, String reason) {
        return new CommandFailure(
                Exit.INTEGRITY,
                "STATE_DAMAGED",
                "'%s' %s. See what it costs: quenyan state repair --dry-run".formatted(file.path(), reason));
    }

    void mustBeOf(Defaults defaults, StateFile file, ProjectState state) {
        String project = id(defaults);
        if (!state.project().equals(project)) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "STATE_FOREIGN",
                    "'%s' is the state of the project '%s', not of '%s'; name another file with --state-file"
                            .formatted(file.path(), state.project(), project));
        }
    }

    /// How a state was found, in one word.
    static String condition(FoundState found) {
        return switch (found) {
            case FoundState.Sound _ -> StateCondition.OK.text();
            case FoundState.Absent(StateCondition condition) -> condition.text();
            case FoundState.Damaged _ -> "damaged";
        };
    }

    /// For whoever finds the state locked.
    static String who(Run run) {
        return "run %s of %s on %s, process %d, since %s"
                .formatted(
                        run.log().runId(),
                        run.log().actor(),
                        LogEvents.host(),
                        ProcessHandle.current().pid(),
                        run.clock().instant());
    }
}
