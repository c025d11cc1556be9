package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.ProjectState;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.RecordedOutput;
import io.quenyan.project.RecordedPackage;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows a state without holding it against anything.
@Command(
        description = "Show what is remembered of a project: revision, files, packages, and how its backup is.",
        footer = "Exit: 0 sound or empty, 3 there is none, 7 it cannot be believed.")
final class StateShowCommand implements Callable<Integer> {

    private final Run run;

    @Mixin
    private final StateOfProject project = new StateOfProject();

    StateShowCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        StateFile file = project.file(project.defaults(), run);
        FoundState found = file.look();
        FoundState backup = file.backup().look();
        ObjectNode node = Run.object();
        node.put("state_file", file.path().toString());
        node.put("state", StateOfProject.condition(found));
        node.put("problem", found instanceof FoundState.Damaged(String reason) ? reason : null);
        if (found instanceof FoundState.Sound sound) {
            describe(node, sound);
        }
        node.putObject("backup")
                .put("state", StateOfProject.condition(backup))
                .put(
                        "revision",
                        backup instanceof FoundState.Sound sound ? sound.state().revision() : null);
        run.print(node, text(found, backup));
        return exit(found).code();
    }

    private static Exit exit(FoundState found) {
        return switch (found) {
            case FoundState.Sound _ -> Exit.OK;
            case FoundState.Absent absent -> absent.condition().text().equals("missing") ? Exit.NOT_FOUND : Exit.OK;
            case FoundState.Damaged _ -> Exit.INTEGRITY;
        };
    }

    private static void describe(ObjectNode node, FoundState.Sound sound) {
        ProjectState state = sound.state();
        node.put("project", state.project());
        node.put("lineage", state.lineage().toString());
        node.put("revision", state.revision());
        node.put("put_back", sound.putBack());
        node.put("checksum", sound.checksum());
        node.put("updated_at", state.updatedAt().toString());
        RecordedOutput output = state.output();
        if (output != null) {
            node.putObject("output")
                    .put("generation", output.generation())
                    .put("index_sha256", output.indexSha256())
                    .put("content_sha256", output.contentSha256());
        }
        node.put("files", packaged(state));
        node.put("packages", packages(state));
        node.put("package_bytes", bytes(state));
        counts(node.putObject("reasons"), state, file -> file.reason().text());
        counts(
                node.putObject("encryption"),
                state,
                file -> String.valueOf(file.sealed().encryption().number()));
        counts(node.putObject("salts"), state, file -> file.sealed().salt());
    }

    private static void counts(ObjectNode node, ProjectState state, Function<RecordedFile, String> of) {
        Map<String, Long> counts = state.files().stream()
                .filter(file -> !file.packages().isEmpty())
                .collect(Collectors.groupingBy(of, TreeMap::new, Collectors.counting()));
        counts.forEach(node::put);
    }

    private static long packaged(ProjectState state) {
        return state.files().stream().filter(file -> !file.packages().isEmpty()).count();
    }

    private static long packages(ProjectState state) {
        return state.files().stream().mapToLong(file -> file.packages().size()).sum();
    }

    private static long bytes(ProjectState state) {
        return state.files().stream()
                .flatMap(file -> file.packages().stream())
                .mapToLong(RecordedPackage::size)
                .sum();
    }

    private static String text(FoundState found, FoundState backup) {
        String self = switch (found) {
            case FoundState.Sound sound ->
                "Sound: project '%s', revision %d of %s, %d files, %d packages, %d bytes"
                        .formatted(
                                sound.state().project(),
                                sound.state().revision(),
                                sound.state().updatedAt(),
                                packaged(sound.state()),
                                packages(sound.state()),
                                bytes(sound.state()));
            case FoundState.Absent absent ->
                "None: it is %s, and the next run makes everything"
                        .formatted(absent.condition().text());
            case FoundState.Damaged(String reason) -> "Damaged: it %s".formatted(reason);
        };
        return "%s\nBackup: %s%s"
                .formatted(
                        self,
                        StateOfProject.condition(backup),
                        backup instanceof FoundState.Sound sound
                                ? ", revision %d".formatted(sound.state().revision())
                                : "");
    }
}
