package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.StateVerification;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.StateFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds a state against its output, package by package.
@Command(
        description = "Read every package of the output and hold it against the state. Needs no secret.",
        footer = "Exit: 0 all as recorded, 3 there is no state, 7 state, index or a package is not what was written.")
final class StateVerifyCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    @Option(names = "--output-dir", paramLabel = "DIR", description = "The output (default: as project.json says).")
    private @Nullable Path outputDir;

    StateVerifyCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        Defaults defaults = project.defaults();
        StateFile file = project.file(defaults, run);
        FoundState.Sound found = project.sound(file, defaults);
        StateVerification.Report report;
        try (FileProgress progress = FileProgress.of(run, "Verifying")) {
            report = new StateVerification(PackageFolder.open(defaults.output(outputDir)), progress)
                    .verify(found.state());
        }
        ObjectNode node = Run.object();
        node.put("state_file", file.path().toString());
        node.put("revision", found.state().revision());
        node.put("checked", report.checked());
        node.put("ok", report.checked() - report.bad().size());
        node.put("index_in_step", report.inStep());
        VerifyCommand.bad(node.putArray("bad"), report.bad());
        VerifyCommand.bad(node.putArray("unrecorded"), report.unrecorded());
        VerifyCommand.tellBad(run, report.affected());
        run.print(
                node,
                "%d of %d packages are as recorded; the index is %s; %d packages of the index are not recorded"
                        .formatted(
                                report.checked() - report.bad().size(),
                                report.checked(),
                                report.inStep() ? "the state's" : "another one",
                                report.unrecorded().size()));
        return (report.sound() ? Exit.OK : Exit.INTEGRITY).code();
    }
}
