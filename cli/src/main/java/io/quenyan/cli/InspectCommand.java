package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.quenyan.format.Inspection;
import io.quenyan.format.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Says what a package tells without its secret.
@Command(description = "Show what a package tells without a secret: versions, derivation, sizes, metadata.")
final class InspectCommand implements Callable<Integer> {

    private final Run run;

    @Option(names = "--input", paramLabel = "FILE", description = "Package; - is stdin.")
    private @Nullable Path input;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The same without the option's name.")
    private @Nullable Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    InspectCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        JsonNode found = Inspection.of(UserFile.read(
                        named(), Limits.PACKAGE_FILE, run.terminal().stdin()))
                .toNode();
        ObjectWriter pretty = Run.JSON.writerWithDefaultPrettyPrinter();
        run.print(found, run.json() ? "" : pretty.writeValueAsString(found));
        return Exit.OK.code();
    }

    private Path named() {
        if (input != null && file == null) {
            return input;
        }
        if (file != null && input == null) {
            return file;
        }
        throw new ParameterException(spec.commandLine(), "Name one package, with --input FILE");
    }
}
