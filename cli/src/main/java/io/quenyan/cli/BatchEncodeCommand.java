package io.quenyan.cli;

import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EventIds;
import io.quenyan.event.EventJson;
import io.quenyan.format.DerivedKeys;
import io.quenyan.project.BatchOptions;
import io.quenyan.project.BatchReport;
import io.quenyan.project.ProjectBatch;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Selection;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.git.ProjectFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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

    @Option(names = "--project-root", paramLabel = "DIR", description = "The project.")
    private @Nullable Path projectRoot;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "Folder for packages and index.json.")
    private @Nullable Path outputDir;

    @Option(
            names = "--project-id",
            paramLabel = "ID",
            description = "Name of the project (default: the folder's name).")
    private @Nullable String projectId;

    @Option(names = "--sources", description = "Package every file, so that the project can be restored byte for byte.")
    private boolean sources;

    @Option(names = "--include", paramLabel = "GLOB", description = "Only paths that match one of these.")
    private List<String> include = List.of();

    @Mixin
    private final EncryptionOption encryption = new EncryptionOption();

    @Option(names = "--prune", description = "Remove packages of earlier runs that the new index does not name.")
    private boolean prune;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Do everything but the writing.")
    private boolean dryRun;

    @Mixin
    private final SecretOptions secret = new SecretOptions();

    @Mixin
    private final RemoteOptions remote = new RemoteOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    BatchEncodeCommand(Run run) {
        this.run = run;
    }

    @Override
    public boolean doesSomething() {
        return !dryRun;
    }

    @Override
    public Integer call() {
        return (remote.remote() ? askServices() : encodeHere()).code();
    }

    private Exit encodeHere() {
        Path root = required("--project-root", projectRoot);
        Path output = required("--output-dir", outputDir);
        UserFile.mustBeFolder(root);
        return new BatchReportText(run, root, output, encryption.version(), new RunEvents(run, remote.clusters()))
                .tell(encode(root, output));
    }

    private BatchReport encode(Path root, Path output) {
        try (DerivedKeys keys = secret.keys(run);
                ProjectTree tree = ProjectFolder.open(root, new OwnFiles(ownFolders(output)));
                FileProgress progress = FileProgress.of(run, "Encoding")) {
            return new ProjectBatch(tree, PackageFolder.open(output), keys, progress)
                    .run(new BatchOptions(project(root), selection(), encryption.version(), prune, dryRun));
        }
    }

    /// The output, and what this tool keeps at home, should the project be somebody's home.
    private Set<Path> ownFolders(Path output) {
        return run.homeIfKnown()
                .map(home -> Set.of(output, home.resolve("journal"), home.resolve("spool"), home.resolve("local")))
                .orElse(Set.of(output));
    }

    private Selection selection() {
        try {
            return new Selection(include, sources);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--include: " + e.getMessage());
        }
    }

    private Exit askServices() {
        String reference = required("--passphrase-ref", remote.passphraseRef());
        URI source = remote.sourceUri();
        URI output = remote.outputUri();
        EncodeRequest request = new EncodeRequest(
                projectId != null ? projectId : project(required("--project-root or --project-id", projectRoot)),
                remote.requestId() != null
                        ? remote.requestId()
                        : EventIds.root().toString(),
                source != null
                        ? source.toString()
                        : "git+" + uri(required("--source-uri or --project-root", projectRoot)),
                remote.revision(),
                output != null ? output.toString() : uri(required("--output-uri or --output-dir", outputDir)),
                include,
                sources,
                reference,
                encryption.version().number());
        if (dryRun) {
            run.print(EventJson.of(request.event(run)));
            return Exit.OK;
        }
        SeenEvent answer = new RemoteBatch(run, remote.clusters().find(run)).ask(request, remote.timeout());
        run.print(answer.toNode().required("event"), EventText.of(answer));
        return EventExit.of(answer);
    }

    private String project(Path root) {
        return projectId != null
                ? projectId
                : Objects.requireNonNull(root.toAbsolutePath().normalize().getFileName(), "a root has a name")
                        .toString();
    }

    private static String uri(Path folder) {
        return folder.toAbsolutePath().normalize().toUri().toString().replaceFirst("/$", "");
    }

    private <T> T required(String option, @Nullable T value) {
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "Missing option: " + option);
        }
        return value;
    }
}
