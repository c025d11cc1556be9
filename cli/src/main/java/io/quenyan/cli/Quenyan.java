package io.quenyan.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `quenyan`, which also answers to `mcs-reference`.
@Command(
        name = "quenyan",
        description = "Keeps encrypted package artifacts recoverable.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Also in the launcher: test, build, fetch."})
public final class Quenyan implements Runnable {

    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show the options of a command.")
    private boolean help;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Quenyan() {}

    /// The process: runs the command and ends with its exit code.
    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        int exit = run(List.of(args), System.in, out, err, System.getenv());
        out.flush();
        Runtime.getRuntime().exit(exit);
    }

    /// Runs one command line and returns its exit code. Nothing outside the arguments is read or written, but for
    /// files.
    public static int run(
            List<String> args, InputStream stdin, PrintStream out, PrintStream err, Map<String, String> env) {
        Quenyan quenyan = new Quenyan();
        Run run = new Run(Terminal.of(stdin, out, err, env), quenyan.options, Clock.systemUTC());
        try {
            int exit = commandLine(quenyan, run, new ErrorLine(run, new GivenPaths(args)))
                    .execute(args.toArray(String[]::new));
            run.journal().end(exit);
            return exit;
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static CommandLine commandLine(Quenyan quenyan, Run run, ErrorLine errors) {
        CommandLine commands = Commands.of(quenyan, run);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(writer(run.terminal().out()));
        commands.setErr(writer(run.terminal().err()));
        commands.setExecutionStrategy(parsed -> executed(run, parsed));
        commands.setExecutionExceptionHandler(failed(errors));
        commands.setParameterExceptionHandler((wrong, args) -> misused(errors, wrong, args));
        return commands;
    }

    private static int executed(Run run, ParseResult parsed) {
        ParseResult command = parsed;
        while (command.hasSubcommand()) {
            command = command.subcommand();
        }
        if (command.commandSpec().userObject() instanceof Recorded
                && !command.matchedOptionValue(DryRunOption.NAME, false)
                && !command.isUsageHelpRequested()) {
            begin(run, command);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static void begin(Run run, ParseResult command) {
        try {
            run.journal().begin(command);
        } catch (CommandFailure wrong) {
            throw new ParameterException(command.commandSpec().commandLine(), String.valueOf(wrong.getMessage()));
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static IExecutionExceptionHandler failed(ErrorLine errors) {
        return (trouble, command, _) -> {
            boolean writesPackages = command.getCommand() instanceof WritesPackages;
            return errors.tell(Failures.of(trouble, writesPackages)).code();
        };
    }

    /// The error line wants `--json` and `--verbose` as they stand in the arguments: parsing did not get that far.
    private static int misused(ErrorLine errors, ParameterException wrong, String[] args) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        CommandFailure failure = new CommandFailure(
                Exit.USAGE, "USAGE", "%s. See: %s --help".formatted(Failures.oneLine(wrong.getMessage()), command));
        return errors.tell(failure, List.of(args).contains("--json")).code();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
