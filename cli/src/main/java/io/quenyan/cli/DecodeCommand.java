package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Descriptor;
import io.quenyan.format.Limits;
import io.quenyan.format.PackageReader;
import io.quenyan.project.IndexFile;
import io.quenyan.project.Restoration;
import io.quenyan.project.RestorationReport;
import io.quenyan.project.RestoredTree;
import io.quenyan.project.file.RestoreFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Decodes one package, or those of an index.
@Command(
        description = "Decode a package into its descriptor, or the packages of an index into a folder.",
        footer = "Exit: 5 the secret does not fit, 7 the package is damaged.")
final class DecodeCommand implements Callable<Integer>, Recorded {

    private static final byte[] LINE_END = {'\n'};

    private final Run run;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "Package: bytes, Base64 text or legacy JSON; - is stdin.")
    private @Nullable Path input;

    @Option(
            names = "--output",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "Descriptor JSON; - is stdout (default).")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(names = "--source", description = "Write the file that a source package protects.")
    private boolean source;

    @Mixin
    private final IndexOptions index = new IndexOptions();

    @Option(names = "--output-dir", paramLabel = "DIR", description = "With --index: folder for what is decoded.")
    private @Nullable Path outputDir;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    DecodeCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        boolean whole = input == null && outputDir != null && index.isGiven();
        boolean single = input != null && outputDir == null && !index.isGiven();
        if (whole == single) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "Give --input FILE, or --index FILE with --output-dir DIR");
        }
        return (input != null ? decode(input) : decodeIndex()).code();
    }

    private Exit decode(Path named) throws IOException {
        byte[] encoded =
                UserFile.read(named, Limits.PACKAGE_FILE, run.terminal().stdin());
        Descriptor descriptor = open(encoded);
        byte[] content = source ? content(named, descriptor) : descriptor.toJson();
        if (dryRun.given()) {
            run.say("Would write %d bytes to %s".formatted(content.length, output));
        } else if (UserFile.isStandard(output)) {
            run.print(content);
            run.print(source ? new byte[0] : LINE_END);
        } else {
            UserFile.write(output, content);
            ObjectNode node = Run.object();
            node.put("output", output.toString()).put("bytes", content.length);
            run.print(node, "%s: %d bytes".formatted(output, content.length));
        }
        return Exit.OK;
    }

    private Descriptor open(byte[] encoded) {
        try (ReadingKeys keys = protection.reading(index.givenProject(), run)) {
            return new PackageReader(keys).read(encoded);
        }
    }

    private static byte[] content(Path named, Descriptor descriptor) {
        if (!descriptor.isSource()) {
            throw new CommandFailure(
                    Exit.FAILURE, "NOT_A_SOURCE", "'%s' holds a descriptor; leave --source out".formatted(named));
        }
        return descriptor.tokens();
    }

    private Exit decodeIndex() throws IOException {
        Path folder = Objects.requireNonNull(outputDir);
        IndexFile file = index.read();
        if (dryRun.given()) {
            run.say("Would decode packages of project '%s' into %s"
                    .formatted(file.claimed().project(), folder));
            return Exit.OK;
        }
        return new RestorationText(run, folder).tell(decode(file, folder));
    }

    private RestorationReport decode(IndexFile file, Path folder) throws IOException {
        try (ReadingKeys keys = protection.reading(index.project(file), run);
                FileProgress progress = FileProgress.of(run, "Decoding");
                RestoredTree target = RestoreFolder.open(folder, true)) {
            return new Restoration(index.packages(), keys, progress).decode(file, target, index.sample());
        }
    }
}
