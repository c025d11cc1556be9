package io.quenyan.cli;

import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventJson;
import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.project.BatchOptions;
import io.quenyan.project.IncrementalBatch;
import io.quenyan.project.IncrementalOptions;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Protection;
import io.quenyan.project.Selection;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StatefulBatch;
import io.quenyan.project.git.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Encodes again what changed since the last run, and shows that no file was skipped: the runbook's answer to a
/// corrupted state, and the daily command of a pipeline.
@Command(
        description = {
            "Encode again what changed since the last run, keep the other packages, and account for every file.",
            "A state that is missing or empty, or that does not verify and is put away, makes everything again."
        },
        footer = "Exit: 0 all accounted for, 6 some files failed, 7 the counts do not add up.")
final class IncrementalRebuildCommand implements Callable<Integer>, WritesPackages, Recorded {

    private final Run run;

    @Option(
            names = "--project-root",
            paramLabel = "DIR",
            description = "The project (default: the one with a .quenyan/project.json that this folder is in).")
    private @Nullable Path projectRoot;

    @Option(
            names = "--output-dir",
            paramLabel = "DIR",
            description = "Folder for packages and index.json (default: as project.json says).")
    private @Nullable Path outputDir;

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description = "Name of the project (default: as project.json says, else the folder's name).")
    private @Nullable String projectId;

    @Mixin
    private final StateOptions stateFile = new StateOptions();

    @Option(names = "--sources", description = "Package every file, so that the project can be restored byte for byte.")
    private boolean sources;

    @Mixin
    private final DependencyOptions dependencies = new DependencyOptions();

    @Option(names = "--force", description = "Encode everything again, and say so.")
    private boolean force;

    @Mixin
    private final EncryptionOption encryption = new EncryptionOption();

    @Option(names = "--prune", description = "Remove packages that the new index does not name.")
    private boolean prune;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    IncrementalRebuildCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        return (remote.remote() ? askServices() : rebuildHere()).code();
    }

    private Exit askServices() {
        if (prune || stateFile.given()) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "USAGE",
                    "--prune and --state-file are for runs here: with --remote, state-service keeps the state");
        }
        EncodeRequest what = new RemoteTarget(remote, projectRoot, outputDir, projectId)
                .request(List.of(), sources, encryption.version().number(), protection);
        IncrementalRebuildRequested request = new RebuildRequest(what, force, dependencies.inRepository()).event(run);
        if (dryRun.given()) {
            run.print(EventJson.of(request));
            return Exit.OK;
        }
        SeenEvent answer = new RemoteBatch(run, remote.clusters().find(run)).ask(request, remote.timeout());
        run.print(RebuildAnswer.of(answer), EventText.of(answer));
        return EventExit.of(answer);
    }

    private Exit rebuildHere() throws IOException {
        Defaults defaults = Defaults.of(projectRoot);
        UserFile.mustBeFolder(defaults.root());
        Path output = defaults.output(outputDir);
        StateFile state = stateFile.find(defaults, run);
        var text = new IncrementalReportText(run, defaults.root(), output, state.path());
        List<EncodedEvent> putAway = new ArrayList<>();
        List<EncodedEvent> events = putAway;
        try {
            StatefulBatch.Finished finished = rebuild(defaults, output, state, (from, to, problem) -> {
                text.quarantined(from, to, problem);
                putAway.add(events(defaults, output).quarantined(from, to, problem));
            });
            if (finished.report().output() != null) {
                events = events(defaults, output).of(finished, force, putAway);
            }
            return text.tell(finished);
        } finally {
            if (!events.isEmpty()) {
                new RunEvents(run, remote.clusters()).tell(events);
            }
        }
    }

    private StatefulBatch.Finished rebuild(
            Defaults defaults, Path output, StateFile state, StatefulBatch.Quarantined quarantined) throws IOException {
        var options = new IncrementalOptions(
                new BatchOptions(
                        defaults.projectId(projectId),
                        sources ? Selection.everything() : Selection.descriptors(),
                        encryption.version(),
                        prune,
                        dryRun.given()),
                dependencies.read(run),
                force,
                run.clock());
        try (Protection under = protection.ofProject(defaults, defaults.projectId(projectId), run);
                ProjectTree tree =
                        ProjectFolder.open(defaults.root(), OwnPlaces.of(run, defaults.root(), output, state.path()));
                FileProgress progress = FileProgress.of(run, "Encoding")) {
            var batch = new IncrementalBatch(tree, PackageFolder.open(output), under.secret(), progress);
            return new StatefulBatch(state, batch).run(options, StateOfProject.who(run), quarantined);
        }
    }

    private IncrementalEvents events(Defaults defaults, Path output) {
        return new IncrementalEvents(
                run,
                defaults.projectId(projectId),
                defaults.root(),
                output,
                encryption.version(),
                run.clock().instant());
    }
}
