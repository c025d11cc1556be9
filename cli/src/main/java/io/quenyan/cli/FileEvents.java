package io.quenyan.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the log of an incremental run says of its files.
///
/// @param runId which run; the last of the log unless another was asked for
/// @param actions what was done with each path
/// @param repeated paths that have more than one event
/// @param summary payload of the run's own event, if the log reaches that far
record FileEvents(String runId, Map<String, String> actions, List<String> repeated, Optional<JsonNode> summary) {

    private static final String FILE = "project-incremental-file";
    private static final String RUN = "project-incremental-rebuild";

    /// Reads lines of a log: those on stderr, a journal, or a file shipper's; lines of others are passed over.
    ///
    /// @param wanted the run that is meant; empty is the last one that tells of files or of its end
    static Optional<FileEvents> of(List<String> lines, Optional<String> wanted) {
        Map<String, List<JsonNode>> runs = new LinkedHashMap<>();
        for (String line : lines) {
            event(line).ifPresent(event -> {
                String run = event.path("run_id").asText();
                List<JsonNode> before = runs.remove(run);
                List<JsonNode> events = before == null ? new ArrayList<>() : before;
                events.add(event);
                runs.put(run, events);
            });
        }
        String last =
                wanted.orElse(runs.isEmpty() ? "" : List.copyOf(runs.keySet()).getLast());
        return Optional.ofNullable(runs.get(last)).map(events -> of(last, events));
    }

    private static FileEvents of(String run, List<JsonNode> events) {
        Map<String, String> actions = new HashMap<>();
        List<String> repeated = new ArrayList<>();
        Optional<JsonNode> summary = Optional.empty();
        for (JsonNode event : events) {
            JsonNode payload = event.path("payload");
            if (event.path("event").asText().equals(RUN)) {
                summary = Optional.of(payload);
            } else if (actions.put(
                            payload.path("path").asText(),
                            payload.path("action").asText())
                    != null) {
                repeated.add(payload.path("path").asText());
            }
        }
        return new FileEvents(run, Map.copyOf(actions), List.copyOf(repeated), summary);
    }

    private static Optional<JsonNode> event(String line) {
        if (!line.startsWith("{")) {
            return Optional.empty();
        }
        try {
            JsonNode event = Run.JSON.readTree(line);
            String name = event.path("event").asText();
            return name.equals(FILE) || name.equals(RUN) ? Optional.of(event) : Optional.empty();
        } catch (JsonProcessingException e) {
            // Not ours: other programs write into the same log.
            return Optional.empty();
        }
    }

    /// How many events tell of that action.
    long count(String action) {
        return actions.values().stream().filter(action::equals).count();
    }
}
