package io.quenyan.cli;

import io.quenyan.project.IndexFile;
import io.quenyan.project.Restoration;
import io.quenyan.project.RestorationReport;
import io.quenyan.project.RestoredTree;
import io.quenyan.project.file.RestoreFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Gives a project's files back.
@Command(
        description = "Restore a project's files from its packages: bytes, modes and links.",
        footer =
                "Exit: 0 all restored, 5 the secret does not fit, 6 the batch itself had failed files, 7 something is wrong.")
final class RestoreCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final IndexOptions index = new IndexOptions();

    @Option(names = "--output-dir", required = true, paramLabel = "DIR", description = "Folder to restore into.")
    @SuppressWarnings("NullAway.Init")
    private Path outputDir;

    @Option(
            names = "--replace",
            description = "Replace files whose content differs; without it they are told and left alone.")
    private boolean replace;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    RestoreCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        IndexFile file = index.read();
        if (dryRun.given()) {
            run.say("Would restore %d packages of project '%s' into %s"
                    .formatted(file.claimed().entries().size(), file.claimed().project(), outputDir));
            return Exit.OK.code();
        }
        return new RestorationText(run, outputDir).tell(restore(file)).code();
    }

    private RestorationReport restore(IndexFile file) throws IOException {
        try (ReadingKeys keys = protection.reading(index.project(file), run);
                FileProgress progress = FileProgress.of(run, "Restoring");
                RestoredTree target = RestoreFolder.open(outputDir, replace)) {
            return new Restoration(index.packages(), keys, progress).restore(file, target);
        }
    }
}
