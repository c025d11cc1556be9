package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.DerivedKeys;
import io.quenyan.project.ProjectFile;
import io.quenyan.project.SecretCheck;
import io.quenyan.project.file.OwnFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes the two files by which a project knows itself. Done again, it changes nothing.
@Command(
        description = "Make .quenyan/project.json and .quenyan/secret-check.qyn1, both meant for version control.",
        footer = "Exit: 0 both are there, 5 another passphrase made the check, 10 the file says otherwise.")
final class ProjectInitCommand implements Callable<Integer>, WritesPackages, Recorded {

    private final Run run;
    private final SecureRandom random = new SecureRandom();

    @Option(names = "--project-root", paramLabel = "DIR", description = "The project (default: the working folder).")
    private Path projectRoot = Path.of("");

    @Option(names = "--project-id", paramLabel = "ID", description = "Name of the project (default: the folder's).")
    private @Nullable String projectId;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "Where its packages and index go.")
    private @Nullable Path outputDir;

    @Option(
            names = "--state-file",
            paramLabel = "FILE",
            description = "State of incremental runs, relative to the project (default: .quenyan-state.json).")
    private @Nullable String stateFile;

    @Option(names = "--passphrase-ref", paramLabel = "NAME", description = "Name of the passphrase at the services.")
    private @Nullable String passphraseRef;

    @Option(names = "--key-provider", paramLabel = "NAME", description = "Key service, instead of a passphrase.")
    private @Nullable String keyProvider;

    @Option(names = "--key-id", paramLabel = "ID", description = "Key of that service.")
    private @Nullable String keyId;

    @Option(
            names = "--expected-interval",
            converter = Spans.class,
            paramLabel = "SPAN",
            description = "How often the project is encoded at least, for example 24h.")
    private @Nullable Duration expectedInterval;

    @Option(names = "--expected-graph", paramLabel = "HEX", description = "Digest of the accepted package graph.")
    private @Nullable String expectedGraph;

    @Option(names = "--force", description = "Replace what says otherwise, also a check under another passphrase.")
    private boolean force;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final SecretOptions secret = new SecretOptions();

    ProjectInitCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        if (!projectRoot.toString().isEmpty()) {
            UserFile.mustBeFolder(projectRoot);
        }
        OwnFolder folder = new OwnFolder(projectRoot);
        ProjectFile before = force ? readable(folder) : Defaults.read(folder);
        ProjectFile wanted = wanted(before);
        if (before != null && !before.equals(wanted) && !force) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "PROJECT_FILE_DIFFERS",
                    "'%s' says otherwise: project '%s', output '%s'. Nothing was written; --force replaces it"
                            .formatted(folder.projectFile(), before.projectId(), before.output()));
        }
        Optional<byte[]> check = wanted.key() == null ? newCheck(folder, wanted.projectId()) : Optional.empty();
        boolean fileChanges = !wanted.equals(before);
        if (!dryRun.given()) {
            if (fileChanges) {
                folder.write(folder.projectFile(), wanted.toBytes());
            }
            if (check.isPresent()) {
                folder.write(folder.secretCheck(), check.get());
            }
        }
        tell(folder, wanted, fileChanges, check.isPresent());
        return Exit.OK.code();
    }

    /// With `--force` a project file that cannot be read is as good as none.
    private static @Nullable ProjectFile readable(OwnFolder folder) {
        try {
            return Defaults.read(folder);
        } catch (CommandFailure unreadable) {
            return null;
        }
    }

    /// What is given, else what the file says, else the defaults.
    private ProjectFile wanted(@Nullable ProjectFile before) {
        try {
            ProjectFile.Key key = key(before);
            return new ProjectFile(
                    projectId != null || before == null
                            ? new Defaults(projectRoot, new OwnFolder(projectRoot), null).projectId(projectId)
                            : before.projectId(),
                    first(stateFile, before == null ? ProjectFile.STATE_FILE : before.stateFile()),
                    outputDir != null ? relative(outputDir) : before == null ? null : before.output(),
                    key != null
                            ? null
                            : passphraseRef != null || before == null ? passphraseRef : before.passphraseRef(),
                    key,
                    expectedInterval != null || before == null ? expectedInterval : before.expectedInterval(),
                    expectedGraph != null || before == null ? expectedGraph : before.expectedGraph());
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(Exit.USAGE, "USAGE", Failures.oneLine(e.getMessage()), e);
        }
    }

    private ProjectFile.@Nullable Key key(@Nullable ProjectFile before) {
        if (keyProvider == null && keyId == null) {
            return before == null || passphraseRef != null ? null : before.key();
        }
        if (keyProvider == null || keyId == null || passphraseRef != null) {
            throw new CommandFailure(
                    Exit.USAGE, "USAGE", "Give --key-provider with --key-id, or --passphrase-ref, not both");
        }
        return new ProjectFile.Key(keyProvider, keyId);
    }

    private static String first(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    /// Relative where it lies in or beside the project, so that the file is true in every clone.
    private String relative(Path output) {
        Path root = projectRoot.toAbsolutePath().normalize();
        Path target = output.toAbsolutePath().normalize();
        Path beside = Objects.requireNonNullElse(root.getParent(), root);
        return (target.startsWith(beside) ? root.relativize(target) : target).toString();
    }

    /// The check to be written; empty if the one that is there fits.
    private Optional<byte[]> newCheck(OwnFolder folder, String project) throws IOException {
        try (DerivedKeys keys = secret.keys(run)) {
            Optional<byte[]> there = folder.readSecretCheck();
            if (there.isPresent() && SecretCheck.check(there.get(), project, keys) == SecretCheck.Verdict.FITS) {
                return Optional.empty();
            }
            if (!force) {
                KnownSecret.mustFit(folder, project, keys);
            }
            return Optional.of(SecretCheck.make(project, keys, random));
        }
    }

    private void tell(OwnFolder folder, ProjectFile wanted, boolean fileChanges, boolean checkChanges) {
        ObjectNode result = Run.object();
        result.put("project_file", folder.projectFile().toString());
        result.put("project_file_written", fileChanges && !dryRun.given());
        result.put("secret_check", wanted.key() == null ? folder.secretCheck().toString() : null);
        result.put("secret_check_written", checkChanges && !dryRun.given());
        result.set("project", wanted.toNode());
        String verb = dryRun.given() ? "would be written" : "written";
        String lines = "%s: %s\n%s: %s"
                .formatted(
                        folder.projectFile(),
                        fileChanges ? verb : "as it was",
                        folder.secretCheck(),
                        wanted.key() != null ? "none, a key protects it" : checkChanges ? verb : "as it was");
        run.print(result, lines);
        if (!dryRun.given() && (fileChanges || checkChanges)) {
            run.say("Add them to version control: git add %s"
                    .formatted(folder.root().resolve(".quenyan")));
        }
    }
}
