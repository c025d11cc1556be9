package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.ProjectListing;
import io.quenyan.project.ProjectState;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.Selection;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.git.ProjectFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds a run's log against the state and the project: the runbook's "no file was skipped", shown from the events.
@Command(
        description = {
            "Hold the per-file events of a run's log against the state and the project, and name every file",
            "without an event. The log is what the run wrote to stderr, or its journal; - is stdin."
        },
        footer = "Exit: 0 every file has its event, 3 no such log or run, 7 something does not add up.")
final class StateReconcileCommand implements Callable<Integer>, Recorded {

    private static final int MOST_LOG_BYTES = 1 << 30;

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    @Option(names = "--log", required = true, paramLabel = "FILE", description = "Log of the run; - is stdin.")
    @SuppressWarnings("NullAway.Init")
    private Path log;

    @Option(names = "--run-id", paramLabel = "ID", description = "Which run of the log (default: the last).")
    private @Nullable String runId;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "The output (default: as project.json says).")
    private @Nullable Path outputDir;

    StateReconcileCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = project.defaults();
        StateFile file = project.file(defaults, run);
        ProjectState state = project.sound(file, defaults).state();
        FileEvents events = events();
        Map<String, String> findings = new TreeMap<>();
        Set<String> expected = expected(defaults, file, state);
        expected.stream()
                .filter(path -> !events.actions().containsKey(path))
                .forEach(path -> findings.put(path, "NO_EVENT"));
        events.repeated().forEach(path -> findings.put(path, "REPEATED_EVENT"));
        contradictions(events, state, expected, findings);
        tell(events, expected.size(), findings, events.summary().flatMap(summary -> gap(events, summary)));
        boolean whole = findings.isEmpty()
                && events.summary().isPresent()
                && gap(events, events.summary().get()).isEmpty();
        return (whole ? Exit.OK : Exit.INTEGRITY).code();
    }

    private FileEvents events() throws IOException {
        String text =
                new String(UserFile.read(log, MOST_LOG_BYTES, run.terminal().stdin()), StandardCharsets.UTF_8);
        return FileEvents.of(text.lines().toList(), Optional.ofNullable(runId))
                .orElseThrow(() -> new CommandFailure(
                        Exit.NOT_FOUND,
                        "NO_RUN",
                        "'%s' tells of no incremental run%s: name the log with its JSON lines (--log-format json)"
                                .formatted(log, runId == null ? "" : " " + runId)));
    }

    /// Paths that must have an event: what has packages, and what is in the project now and was not left out.
    private Set<String> expected(Defaults defaults, StateFile file, ProjectState state) {
        Set<String> expected = new TreeSet<>();
        try (ProjectTree tree = ProjectFolder.open(
                defaults.root(), OwnPlaces.of(run, defaults.root(), defaults.output(outputDir), file.path()))) {
            Selection selection =
                    StateExplainCommand.withSources(state) ? Selection.everything() : Selection.descriptors();
            ProjectListing listing = ProjectListing.of(tree, selection, false);
            listing.files().forEach(each -> expected.add(each.path()));
            listing.failed().forEach(each -> expected.add(each.path()));
        }
        for (RecordedFile known : state.files()) {
            if (known.packages().isEmpty()) {
                expected.remove(known.path());
            } else {
                expected.add(known.path());
            }
        }
        return expected;
    }

    private static void contradictions(
            FileEvents events, ProjectState state, Set<String> expected, Map<String, String> findings) {
        Map<String, RecordedFile> known = state.byPath();
        events.actions().forEach((path, action) -> {
            RecordedFile file = known.get(path);
            boolean packaged = file != null && !file.packages().isEmpty();
            boolean kept = action.equals("rebuilt") || action.equals("reused");
            if (kept && !packaged) {
                findings.put(path, "NOT_IN_STATE");
            } else if (!kept && packaged) {
                findings.put(path, "STILL_IN_STATE");
            } else if (action.equals("removed") && expected.contains(path)) {
                findings.put(path, "STILL_IN_PROJECT");
            }
        });
    }

    /// What the run's own counts say otherwise than its events.
    private static Optional<String> gap(FileEvents events, JsonNode summary) {
        for (String action : new String[] {"rebuilt", "reused", "failed", "removed"}) {
            long told = summary.path(action).asLong(-1);
            if (told != events.count(action)) {
                return Optional.of(
                        "the run counted %d %s, and %d have an event".formatted(told, action, events.count(action)));
            }
        }
        return Optional.empty();
    }

    private void tell(FileEvents events, int expected, Map<String, String> findings, Optional<String> gap) {
        ObjectNode node = Run.object();
        node.put("run_id", events.runId());
        node.put("expected", expected);
        node.put("events", events.actions().size());
        node.put("ended", events.summary().isPresent());
        var array = node.putArray("findings");
        findings.forEach((path, reason) -> {
            array.addObject().put("path", path).put("reason", reason);
            run.say("%s: %s".formatted(reason, path));
        });
        node.put("gap", gap.orElse(null));
        gap.ifPresent(words -> run.say("The counts do not add up: " + words));
        if (events.summary().isEmpty()) {
            run.say("The log ends before the run: there is no project-incremental-rebuild");
        }
        run.print(
                node,
                "%d files should have an event in run %s, %d events are there, %d findings"
                        .formatted(expected, events.runId(), events.actions().size(), findings.size()));
    }
}
