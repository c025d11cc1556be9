package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.ProjectState;
import io.quenyan.project.file.FoundState;
import io.quenyan.project.file.StateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// The place of a state while another is put into it. Its lock is held.
final class StatePlace {

    private final Run run;
    private final Path root;
    private final StateFile file;

    StatePlace(Run run, Path root, StateFile file) {
        this.run = run;
        this.root = root;
        this.file = file;
    }

    /// Puts away what cannot be believed, and tells it.
    Optional<Path> clear(FoundState found) throws IOException {
        if (!(found instanceof FoundState.Damaged(String reason))) {
            return Optional.empty();
        }
        Path to = file.quarantine(run.clock().instant());
        tellQuarantine(run, root, file.path(), to, reason);
        return Optional.of(to);
    }

    /// Tells that a state was put away.
    static void tellQuarantine(Run run, Path root, Path from, Path to, String problem) {
        run.warn("STATE_QUARANTINED: '%s' %s. It is kept as %s".formatted(from, problem, to));
        ObjectNode payload = Run.object();
        payload.put("state_file", from.toString());
        payload.put("quarantine", to.toString());
        payload.put("reason", problem);
        payload.put("project_root", root.toString());
        run.log().write("state-quarantined", from.toString(), payload);
    }

    /// Puts an older state back, so that nothing of it is believed unseen.
    ProjectState put(ProjectState old, FoundState before) throws IOException {
        long latest = before instanceof FoundState.Sound sound
                        && sound.state().lineage().equals(old.lineage())
                ? sound.latest()
                // A damaged one may have been the next of its line.
                : old.revision() + 1;
        ProjectState next = old.restored(latest, run.clock().instant());
        file.save(next, before);
        return next;
    }
}
