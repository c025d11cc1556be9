package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.ProjectState;
import io.quenyan.project.Sha256;
import io.quenyan.project.StateCondition;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StateLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts an archived state back, after looking at all of it.
@Command(
        description = {
            "Check an archived state and put it back. What stands in its place is kept: a sound state as the backup,",
            "anything else in quarantine. The next run looks at every file and package again."
        },
        footer = "Exit: 0 put back, 3 no such file, 7 it is not what was archived, 10 it is another project's.")
final class StateRestoreCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    @Parameters(paramLabel = "FILE", description = "What 'state archive' wrote, or a state file's backup.")
    @SuppressWarnings("NullAway.Init")
    private Path archive;

    @Option(names = "--sha256", paramLabel = "HEX", description = "What 'state archive' told.")
    private @Nullable String sha256;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    StateRestoreCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = project.defaults();
        StateFile file = project.file(defaults, run);
        ProjectState archived = archived(defaults);
        if (dryRun.given()) {
            tell(file, archived, archived, Optional.empty());
            return Exit.OK.code();
        }
        try (StateLock _ = file.lock(StateOfProject.who(run))) {
            var place = new StatePlace(run, defaults.root(), file);
            FoundState before = file.look();
            Optional<Path> quarantine = place.clear(before);
            ProjectState next = place.put(archived, before);
            tell(file, archived, next, quarantine);
        }
        return Exit.OK.code();
    }

    private ProjectState archived(Defaults defaults) throws IOException {
        UserFile.mustBeFile(archive);
        StateFile file = StateFile.at(archive);
        if (sha256 != null && !Sha256.hex(Files.readAllBytes(archive)).equalsIgnoreCase(sha256)) {
            throw unbelievable("is not what was archived: its SHA-256 is another");
        }
        return switch (file.look()) {
            case FoundState.Sound sound -> {
                project.mustBeOf(defaults, file, sound.state());
                yield sound.state();
            }
            case FoundState.Absent(StateCondition condition) -> throw unbelievable("is " + condition.text());
            case FoundState.Damaged(String reason) -> throw unbelievable(reason);
        };
    }

    private CommandFailure unbelievable(String reason) {
        return new CommandFailure(
                Exit.INTEGRITY,
                "STATE_DAMAGED",
                "'%s' %s. Nothing was changed. Name another archive; if it is sound and another user's, copy it first"
                        .formatted(archive, reason));
    }

    private void tell(StateFile file, ProjectState archived, ProjectState next, Optional<Path> quarantine) {
        ObjectNode node = Run.object();
        node.put("state_file", file.path().toString());
        node.put("archive", archive.toString());
        node.put("archived_revision", archived.revision());
        node.put("revision", dryRun.given() ? null : next.revision());
        node.put("files", archived.files().size());
        node.put("quarantine", quarantine.map(Path::toString).orElse(null));
        run.print(
                node,
                dryRun.given()
                        ? "Would put back revision %d, %d files"
                                .formatted(archived.revision(), archived.files().size())
                        : "Revision %d is put back as revision %d. Next: quenyan project incremental-rebuild"
                                .formatted(archived.revision(), next.revision()));
    }
}
