package io.quenyan.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.ProjectIncrementalRebuilt;
import java.util.List;

/// The answer to a request for an incremental rebuild, as a run on the command line tells its end.
final class RebuildAnswer {

    private static final List<String> COUNTS = List.of(
            "tracked",
            "seen",
            "excluded",
            "rebuilt",
            "reused",
            "removed",
            "reasons",
            "hit_rate",
            "state",
            "quarantine",
            "failed");
    private static final List<String> OUTPUT = List.of(
            "index_sha256",
            "content_sha256",
            "generation",
            "source_commit",
            "source_dirty",
            "packages",
            "duration_ms",
            "request_id",
            "files_uri",
            "files_sha256");

    private RebuildAnswer() {}

    /// The members that a local result has, as far as the event tells them, and where each file is told. A refusal is
    /// shown as it came.
    static JsonNode of(SeenEvent answer) {
        JsonNode event = answer.toNode().required("event");
        if (answer.event().filter(ProjectIncrementalRebuilt.class::isInstance).isEmpty()) {
            return event;
        }
        ObjectNode node = Run.object();
        node.set("project", event.path("project_id"));
        COUNTS.forEach(name -> node.set(name, event.path(name)));
        long unaccounted = event.path("unaccounted").longValue();
        node.put("gap", unaccounted == 0 ? null : "%d files are not accounted for".formatted(unaccounted));
        node.set("index", event.path("index_uri"));
        node.set("bytes", event.path("package_bytes"));
        OUTPUT.forEach(name -> node.set(name, event.path(name)));
        return node;
    }
}
