package io.quenyan.state;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quenyan.format.CanonicalJson;
import io.quenyan.project.Decision;
import io.quenyan.project.ProjectPath;
import java.io.ByteArrayOutputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The part of a project that the encoder is asked for: JSON lines `{"action":"encode"|"remove","path":…}`, sorted by
/// path bytes, so that equal parts are equal bytes.
///
/// @param actions by path
record PathList(Map<String, String> actions) {

    /// What the encoder must do so that `decisions` come true.
    ///
    /// @param leftovers paths of the index to drop besides
    /// @param failedBefore paths of which the index says that they failed; those that still do need no word
    static PathList of(Collection<Decision> decisions, Collection<String> leftovers, Set<String> failedBefore) {
        Map<String, String> actions = new TreeMap<>(ProjectPath.BY_BYTES);
        for (Decision decision : decisions) {
            switch (decision.action()) {
                case REBUILT -> actions.put(decision.path(), "encode");
                case REMOVED -> actions.put(decision.path(), "remove");
                case FAILED -> {
                    if (!failedBefore.contains(decision.path())) {
                        actions.put(decision.path(), "encode");
                    }
                }
                case REUSED -> {}
            }
        }
        leftovers.forEach(path -> actions.put(path, "remove"));
        return new PathList(actions);
    }

    boolean isEmpty() {
        return actions.isEmpty();
    }

    byte[] lines() {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        actions.forEach((path, action) -> {
            lines.writeBytes(CanonicalJson.python(
                    JsonNodeFactory.instance.objectNode().put("action", action).put("path", path)));
            lines.write('\n');
        });
        return lines.toByteArray();
    }
}
