package io.quenyan.cli;

import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EventJson;
import io.quenyan.project.BatchOptions;
import io.quenyan.project.BatchReport;
import io.quenyan.project.ProjectBatch;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Protection;
import io.quenyan.project.Selection;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.git.ProjectFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Encodes a whole project: the runbook's answer to the loss of an artifact store.
@Command(
        description = "Encode a project's descriptors, and with --sources all its files, into packages and an index.",
        footer = "Exit: 0 all encoded, 6 some files failed. With --remote also 8 no answer, 9 no cluster, 10 refused.")
final class BatchEncodeCommand implements Callable<Integer>, WritesPackages, Recorded {

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

    @Option(names = "--sources", description = "Package every file, so that the project can be restored byte for byte.")
    private boolean sources;

    @Option(names = "--include", paramLabel = "GLOB", description = "Only paths that match one of these.")
    private List<String> include = List.of();

    @Mixin
    private final EncryptionOption encryption = new EncryptionOption();

    @Option(names = "--prune", description = "Remove packages of earlier runs that the new index does not name.")
    private boolean prune;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    BatchEncodeCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        return (remote.remote() ? askServices() : encodeHere()).code();
    }

    private Exit encodeHere() {
        Defaults defaults = Defaults.of(projectRoot);
        Path root = defaults.root();
        UserFile.mustBeFolder(root);
        Path output = defaults.output(outputDir);
        tell(defaults, output);
        return new BatchReportText(run, root, output, encryption.version(), new RunEvents(run, remote.clusters()))
                .tell(encode(defaults, output));
    }

    /// What was not given is told, so that nobody encodes to somewhere unawares.
    private void tell(Defaults defaults, Path output) {
        if (projectRoot == null || outputDir == null) {
            run.say("Project '%s' of %s, output %s"
                    .formatted(defaults.projectId(projectId), defaults.folder().projectFile(), output));
        }
    }

    private BatchReport encode(Defaults defaults, Path output) {
        String project = defaults.projectId(projectId);
        try (Protection under = protection.ofProject(defaults, project, run);
                ProjectTree tree = ProjectFolder.open(
                        defaults.root(),
                        OwnPlaces.of(run, defaults.root(), output, StateOptions.unnamed(defaults, run)));
                FileProgress progress = FileProgress.of(run, "Encoding")) {
            return new ProjectBatch(tree, PackageFolder.open(output), under.secret(), progress)
                    .run(new BatchOptions(project, selection(), encryption.version(), prune, dryRun.given()));
        }
    }

    private Selection selection() {
        try {
            return new Selection(include, sources);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--include: " + e.getMessage());
        }
    }

    private Exit askServices() {
        EncodeRequest request = new RemoteTarget(remote, projectRoot, outputDir, projectId)
                .request(include, sources, encryption.version().number(), protection);
        if (dryRun.given()) {
            run.print(EventJson.of(request.event(run)));
            return Exit.OK;
        }
        SeenEvent answer = new RemoteBatch(run, remote.clusters().find(run)).ask(request.event(run), remote.timeout());
        run.print(answer.toNode().required("event"), EventText.of(answer));
        return EventExit.of(answer);
    }
}
