package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Encryption;
import io.quenyan.project.BatchOptions;
import io.quenyan.project.Decision;
import io.quenyan.project.EntryKind;
import io.quenyan.project.IncrementalBatch;
import io.quenyan.project.IncrementalOptions;
import io.quenyan.project.ProjectState;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Protection;
import io.quenyan.project.RebuildPlan;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.Selection;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.StateFile;
import io.quenyan.project.file.StatefulBatch;
import io.quenyan.project.git.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what the next run would do with one path, and why; and what is remembered of it.
@Command(
        description = {
            "Say what the next incremental run would do with a path of the project, and why.",
            "It is asked as the last run was: with or without sources, in the same encryption."
        },
        footer = "Exit: 0 told, 3 the path is neither in the project nor in the state, 5 the secret does not fit.")
final class StateExplainCommand implements Callable<Integer> {

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    @Parameters(paramLabel = "PATH", description = "A path of the project, as it stands in the log: lib/a.json")
    @SuppressWarnings("NullAway.Init")
    private String path;

    @Option(names = "--output-dir", paramLabel = "DIR", description = "The output (default: as project.json says).")
    private @Nullable Path outputDir;

    @Option(names = "--sources", description = "As a run with --sources, whatever the last one was.")
    private boolean sources;

    @Mixin
    private final DependencyOptions dependencies = new DependencyOptions();

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    StateExplainCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        Defaults defaults = project.defaults();
        StateFile file = project.file(defaults, run);
        FoundState found = file.look();
        ProjectState state = found instanceof FoundState.Sound sound ? sound.state() : null;
        Optional<RecordedFile> known =
                Optional.ofNullable(state).map(recorded -> recorded.byPath().get(path));
        RebuildPlan plan = plan(defaults, file, state);
        Optional<Decision> decision = plan.decisions().stream()
                .filter(each -> each.path().equals(path))
                .findFirst();
        if (decision.isEmpty() && !plan.excluded().contains(path)) {
            throw new CommandFailure(
                    Exit.NOT_FOUND,
                    "NOT_FOUND",
                    "'%s' has no packages and would get none: it is not in the project, or the run leaves it out"
                            .formatted(path));
        }
        tell(found, decision, known);
        return Exit.OK.code();
    }

    private RebuildPlan plan(Defaults defaults, StateFile file, @Nullable ProjectState state) throws IOException {
        Path output = defaults.output(outputDir);
        var options = new IncrementalOptions(
                new BatchOptions(project.id(defaults), selection(state), encryption(state), false, true),
                dependencies.read(run),
                false,
                run.clock());
        try (Protection under = protection.ofProject(defaults, project.id(defaults), run);
                ProjectTree tree =
                        ProjectFolder.open(defaults.root(), OwnPlaces.of(run, defaults.root(), output, file.path()));
                FileProgress progress = FileProgress.of(run, "Looking")) {
            var batch = new IncrementalBatch(tree, PackageFolder.open(output), under.secret(), progress);
            return new StatefulBatch(file, batch).plan(options);
        }
    }

    private Selection selection(@Nullable ProjectState state) {
        return sources || (state != null && withSources(state)) ? Selection.everything() : Selection.descriptors();
    }

    /// Whether the last run packaged every file.
    static boolean withSources(ProjectState state) {
        return state.files().stream()
                .flatMap(file -> file.packages().stream())
                .anyMatch(each -> each.kind() != EntryKind.DESCRIPTOR);
    }

    private static Encryption encryption(@Nullable ProjectState state) {
        return state == null || state.files().isEmpty()
                ? Encryption.V2
                : state.files().getFirst().sealed().encryption();
    }

    private void tell(FoundState found, Optional<Decision> decision, Optional<RecordedFile> known) {
        String action = decision.map(each -> each.action().text()).orElse("excluded");
        String reason = decision.map(Decision::reason).map(RebuildReason::text).orElse(null);
        ObjectNode node = Run.object();
        node.put("path", path);
        node.put("action", action);
        node.put("reason", reason);
        node.put("state", StateOfProject.condition(found));
        known.ifPresent(file -> recorded(node.putObject("recorded"), file));
        run.print(
                node,
                "%s: %s%s\n%s"
                        .formatted(
                                path,
                                would(action),
                                reason == null ? "" : ", because: " + reason,
                                known.map(StateExplainCommand::sentence).orElse("Nothing is recorded of it")));
    }

    private static String would(String action) {
        return switch (action) {
            case "rebuilt" -> "would be rebuilt";
            case "reused" -> "would be reused: content, packages and options are as recorded";
            case "removed" -> "would be removed from the index: it is not in the project any more";
            case "failed" -> "would fail";
            default -> "would be left out: it is no descriptor";
        };
    }

    private static void recorded(ObjectNode node, RecordedFile file) {
        node.put("source_sha256", file.sourceSha256());
        node.put("mode", file.mode().text());
        node.put("encoded_at", file.encodedAt().toString());
        node.put("reason", file.reason().text());
        node.put("generation", file.generation());
        node.put("commit", file.commit());
        node.put("format", file.sealed().format());
        node.put("encryption", file.sealed().encryption().number());
        node.put("salt", file.sealed().salt());
        var packages = node.putArray("packages");
        file.packages()
                .forEach(each -> packages.addObject()
                        .put("kind", each.kind().text())
                        .put("sha256", each.sha256())
                        .put("size", each.size()));
        file.dependencies().forEach(node.putArray("dependencies")::add);
    }

    private static String sentence(RecordedFile file) {
        return "Encoded %s (%s), generation %d, %d packages, content %s"
                .formatted(
                        file.encodedAt(),
                        file.reason().text(),
                        file.generation(),
                        file.packages().size(),
                        file.sourceSha256());
    }
}
