package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Says which Quenyan this is.
@Command(description = "Show the version of Quenyan and of the Java it runs on.")
final class VersionCommand implements Callable<Integer> {

    private final Run run;

    VersionCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        String java = Runtime.version().toString();
        ObjectNode node = Run.object();
        node.put("version", version());
        node.put("java", java);
        run.print(node, "quenyan %s (Java %s)".formatted(version(), java));
        return Exit.OK.code();
    }

    static String version() {
        return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "development");
    }
}
