package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Says what is needed, where it was looked for, what is missing, and what to do. Changes nothing that stays.
@Command(
        description = "Check this machine, the project and the cluster: each line ok, warn or fail, with its remedy.",
        footer = "Exit: 0 nothing fails, 1 something does.")
final class DoctorCommand implements Callable<Integer> {

    private final Run run;

    /// Which work is at hand.
    enum Work {
        /// From files alone: secret and index are needed, the cluster is not asked.
        restore,
        /// Through the services: broker and registry are needed.
        remote,
        /// Of the project's key: it must answer; the cluster is not asked.
        rotate
    }

    @Option(names = "--for", paramLabel = "restore|remote|rotate", description = "The work at hand (default: any).")
    private @Nullable Work work;

    @Option(names = "--project-root", paramLabel = "DIR", description = "The project (default: that of this folder).")
    private @Nullable Path projectRoot;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "Its output (default: as project.json says).")
    private @Nullable Path outputDir;

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    @Mixin
    private final ClusterOptions clusters = new ClusterOptions();

    DoctorCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        if (projectRoot != null) {
            UserFile.mustBeFolder(projectRoot);
        }
        List<Check> checks = new ArrayList<>(new MachineChecks(run).all(placeOfOutput()));
        checks.addAll(new ProjectChecks(run, protection, work == Work.restore).all(projectRoot, outputDir));
        if (work == Work.rotate) {
            checks.addAll(new RotationChecks(run).all(protection.key(Defaults.find(projectRoot))));
        }
        if (work == null || work == Work.remote) {
            checks.addAll(new ClusterChecks(run, clusters, work == Work.remote).all());
        }
        boolean fails = checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL);
        run.print(result(checks, !fails), checks.stream().map(Check::line).collect(Collectors.joining("\n")));
        return (fails ? Exit.FAILURE : Exit.OK).code();
    }

    /// Where packages would be written, as far as anybody says.
    private Path placeOfOutput() {
        try {
            return ProjectChecks.output(Defaults.find(projectRoot), outputDir)
                    .orElse(projectRoot == null ? Path.of("") : projectRoot);
        } catch (CommandFailure unreadable) {
            return Optional.ofNullable(projectRoot).orElse(Path.of(""));
        }
    }

    private static ObjectNode result(List<Check> checks, boolean ok) {
        ObjectNode result = Run.object();
        result.put("ok", ok);
        ArrayNode array = result.putArray("checks");
        checks.forEach(check -> array.add(check.toNode()));
        return result;
    }
}
