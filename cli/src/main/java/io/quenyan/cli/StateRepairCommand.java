package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.BadEntry;
import io.quenyan.project.ProjectState;
import io.quenyan.project.StateVerification;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StateLock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Brings a state into a shape from which the next run can go on. First of all it says what is affected.
@Command(
        description = {
            "Say which packages are affected, then put the state right: a damaged one goes into quarantine, and with",
            "--from-bak the last good revision takes its place. Of a sound one, what differs is to be looked at again."
        },
        footer = "Exit: 0 done, or nothing to do; 7 the backup cannot be believed either; 9 a run has the state.")
final class StateRepairCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    @Option(names = "--output-dir", paramLabel = "DIR", description = "The output (default: as project.json says).")
    private @Nullable Path outputDir;

    @Option(names = "--from-bak", description = "Put the last good revision back.")
    private boolean fromBackup;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    StateRepairCommand(Run run) {
        this.run = run;
    }

    /// What was done with the state.
    enum Action {
        NOTHING("nothing", "Nothing is to be repaired"),
        LEFT("nothing", "The state is left as it is; the next run makes what is affected"),
        QUARANTINED("quarantined", "The state is in quarantine; the next run makes everything again"),
        RESTORED("restored-from-backup", "The backup is the state again; the next run makes what differs"),
        FORGOTTEN("forgotten", "What is affected is looked at again by the next run");

        private final String text;
        private final String sentence;

        Action(String text, String sentence) {
            this.text = text;
            this.sentence = sentence;
        }
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = project.defaults();
        StateFile file = project.file(defaults, run);
        if (dryRun.given()) {
            repair(defaults, file);
            return Exit.OK.code();
        }
        try (StateLock _ = file.lock(StateOfProject.who(run))) {
            repair(defaults, file);
        }
        return Exit.OK.code();
    }

    private void repair(Defaults defaults, StateFile file) throws IOException {
        FoundState found = file.look();
        if (found instanceof FoundState.Sound sound) {
            project.mustBeOf(defaults, file, sound.state());
        }
        Optional<ProjectState> backup = backup(defaults, file);
        StateVerification.Report report = verify(defaults, found, backup);
        tellAffected(report);
        Action action = action(found, report);
        Optional<Path> quarantine = Optional.empty();
        if (!dryRun.given()) {
            var place = new StatePlace(run, defaults.root(), file);
            quarantine = place.clear(found);
            if (backup.isPresent()) {
                place.put(backup.get(), found);
            } else if (action == Action.FORGOTTEN && found instanceof FoundState.Sound sound) {
                file.save(forgetting(sound, report), found);
            }
        }
        tell(file, found, report, action, quarantine);
    }

    private Optional<ProjectState> backup(Defaults defaults, StateFile file) {
        if (!fromBackup) {
            return Optional.empty();
        }
        StateFile backup = file.backup();
        return Optional.of(project.sound(backup, defaults).state());
    }

    /// Held against the output is the state that will be there; if there will be none, no package is vouched for.
    private StateVerification.Report verify(Defaults defaults, FoundState found, Optional<ProjectState> backup) {
        try (FileProgress progress = FileProgress.of(run, "Verifying")) {
            var verification = new StateVerification(PackageFolder.open(defaults.output(outputDir)), progress);
            return backup.or(() ->
                            found instanceof FoundState.Sound sound ? Optional.of(sound.state()) : Optional.empty())
                    .map(verification::verify)
                    .orElseGet(verification::withoutState);
        }
    }

    private void tellAffected(StateVerification.Report report) {
        run.say("%d packages are affected".formatted(report.affected().size()));
        report.affected()
                .forEach(each -> run.say("affected: %s (%s): %s".formatted(each.path(), each.kind(), each.reason())));
    }

    private Action action(FoundState found, StateVerification.Report report) {
        if (fromBackup) {
            return Action.RESTORED;
        }
        return switch (found) {
            case FoundState.Damaged _ -> Action.QUARANTINED;
            case FoundState.Absent _ -> report.affected().isEmpty() ? Action.NOTHING : Action.LEFT;
            case FoundState.Sound _ when !report.bad().isEmpty() -> Action.FORGOTTEN;
            case FoundState.Sound _ -> report.affected().isEmpty() ? Action.NOTHING : Action.LEFT;
        };
    }

    /// The next run reads what has no stamp, and tells why it makes it again.
    private ProjectState forgetting(FoundState.Sound sound, StateVerification.Report report) {
        Set<String> affected = report.bad().stream().map(BadEntry::path).collect(Collectors.toSet());
        return sound.state()
                .next(
                        sound.latest(),
                        run.clock().instant(),
                        sound.state().output(),
                        sound.state().files().stream()
                                .map(file -> affected.contains(file.path()) ? file.withoutStamps() : file)
                                .toList());
    }

    private void tell(
            StateFile file,
            FoundState found,
            StateVerification.Report report,
            Action action,
            Optional<Path> quarantine) {
        ObjectNode node = Run.object();
        node.put("state_file", file.path().toString());
        node.put("state", StateOfProject.condition(found));
        node.put("problem", found instanceof FoundState.Damaged(String reason) ? reason : null);
        VerifyCommand.bad(node.putArray("affected"), report.affected());
        node.put("action", action.text);
        node.put("dry_run", dryRun.given());
        node.put("quarantine", quarantine.map(Path::toString).orElse(null));
        String next = action == Action.NOTHING ? "" : ". Next: quenyan project incremental-rebuild";
        run.print(node, (dryRun.given() ? "Dry run, nothing was changed: " : "") + action.sentence + next);
    }
}
