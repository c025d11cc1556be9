package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.file.Journal;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// The journal of a run: that it began, its log events, and how it ended.
///
/// A journal that cannot be written is told, and stops nothing: on that day the work counts more.
final class RunJournal {

    /// Options whose values tell what a run was about. No other value is ever written.
    private static final Set<String> TOLD = Set.of(
            "--project-root",
            "--output-dir",
            "--project-id",
            "--index",
            "--input",
            "--output",
            "--sources",
            "--prune",
            "--replace",
            "--encryption",
            "--sample",
            "--seed",
            "--include",
            "--request-id",
            "--remote",
            "--profile",
            "--state-file",
            "--dependencies",
            "--from-bak",
            "--to",
            "--log",
            "--force",
            "--expect",
            "--canonical",
            "--format");

    private final Run run;
    private @Nullable Journal journal;
    private @Nullable CommandFailure failure;

    RunJournal(Run run) {
        this.run = run;
    }

    /// Begins the journal, and says in it which command runs.
    void begin(ParseResult command) {
        run.log().incident();
        ObjectNode payload = Run.object();
        payload.put("command", command.commandSpec().qualifiedName().replaceFirst("^quenyan ", ""));
        payload.put("version", VersionCommand.version());
        payload.put("folder", Path.of("").toAbsolutePath().toString());
        ObjectNode options = payload.putObject("options");
        for (OptionSpec option : command.matchedOptionsSet()) {
            if (TOLD.contains(option.longestName())) {
                options.put(option.longestName(), String.valueOf((Object) option.getValue()));
            }
        }
        Optional<Path> home = run.homeIfKnown();
        if (home.isEmpty()) {
            run.warn("Neither QUENYAN_HOME nor HOME is set: this run leaves no journal");
            return;
        }
        try {
            journal = Journal.begin(home.get(), run.clock().instant(), run.log().runId());
        } catch (IOException e) {
            giveUp(e);
            return;
        }
        append(run.log()
                .envelope("run-started", run.log().runId(), payload, run.clock().instant()));
    }

    /// Appends a log event.
    void append(ObjectNode event) {
        append(List.of(event));
    }

    /// Appends log events that become durable together.
    void append(List<ObjectNode> events) {
        if (journal != null) {
            try {
                journal.append(events);
            } catch (IOException e) {
                giveUp(e);
            }
        }
    }

    /// What stopped the run.
    void failed(CommandFailure trouble) {
        failure = trouble;
    }

    /// Says how the run ended, and closes the journal.
    void end(int exit) {
        if (journal == null) {
            return;
        }
        ObjectNode payload = Run.object();
        payload.put("exit", exit);
        payload.put("error", failure == null ? null : failure.code());
        payload.put("detail", failure == null ? null : failure.getMessage());
        append(run.log()
                .envelope("run-ended", run.log().runId(), payload, run.clock().instant()));
        try {
            if (journal != null) {
                journal.end();
            }
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(IOException trouble) {
        journal = null;
        String reason = trouble instanceof FileSystemException file ? Failures.reason(file) : trouble.getMessage();
        run.warn("The journal of this run cannot be written (%s); the work goes on. Check: quenyan doctor"
                .formatted(Failures.oneLine(reason)));
    }
}
