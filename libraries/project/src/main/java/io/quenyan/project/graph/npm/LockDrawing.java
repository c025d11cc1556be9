package io.quenyan.project.graph.npm;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.project.graph.EdgeType;
import io.quenyan.project.graph.GraphDrawing;
import io.quenyan.project.graph.GraphEdge;
import io.quenyan.project.graph.Text;
import io.quenyan.project.graph.Unresolved.Reason;
import io.quenyan.project.graph.document.Documents;
import java.util.List;
import java.util.Optional;

/// Draws everything that a lock file would install, and what each of it needs in its turn.
final class LockDrawing {

    private static final List<String> MEMBERS = List.of("dependencies", "optionalDependencies", "peerDependencies");

    private final LockFile lock;
    private final NpmProject project;
    private final GraphDrawing drawing;

    LockDrawing(LockFile lock, NpmProject project, GraphDrawing drawing) {
        this.lock = lock;
        this.project = project;
        this.drawing = drawing;
    }

    void draw() {
        for (var each : lock.packages().properties()) {
            if (!LockFile.isOwn(each.getKey()) && !each.getValue().path("link").asBoolean(false)) {
                draw(each.getKey(), each.getValue());
            }
        }
    }

    private void draw(String key, JsonNode entry) {
        Optional<String> node = project.node(lock, key);
        if (node.isEmpty()) {
            return;
        }
        String integrity = Documents.text(entry, "integrity");
        if (!integrity.isEmpty()) {
            drawing.describe(node.get(), "integrity", integrity);
        }
        for (String member : MEMBERS) {
            PackageFile.needs(entry, member)
                    .forEach((name, requirement) -> draw(node.get(), key, entry, name, requirement, member));
        }
    }

    private void draw(String from, String key, JsonNode entry, String name, String requirement, String member) {
        Optional<String> found = lock.find(key, name);
        if (found.isEmpty()) {
            if (member.equals("dependencies")
                    && !entry.path("optionalDependencies").has(name)) {
                drawing.unresolved(
                        lock.path(),
                        Reason.LOCK_STALE,
                        "It does not have '%s', which '%s' needs".formatted(Text.shown(name), Text.shown(key)));
            }
            return;
        }
        found.flatMap(there -> project.node(lock, there))
                .ifPresent(to -> drawing.edge(GraphEdge.of(from, EdgeType.DEPENDS_ON, to)
                        .with("requirement", requirement)
                        .with("scope", PackageFile.SCOPES.get(member))));
    }
}
