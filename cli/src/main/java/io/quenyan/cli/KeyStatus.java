package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyDue;
import java.time.Instant;
import java.util.Optional;

/// What is told of a key. No secret.
record KeyStatus(KeyDescription key) {

    /// When the key is to be rotated, and who says so.
    Optional<KeyDue> due() {
        return KeyDue.of(key);
    }

    ObjectNode json() {
        ObjectNode json = Run.object();
        json.put("provider", key.provider());
        json.put("key_id", key.key().text());
        json.put("key_version", key.version().text());
        json.put("rotated_at", key.versionSince().map(Instant::toString).orElse(null));
        json.put("rotation_due", due().map(it -> it.at().toString()).orElse(null));
        json.put("rotation_due_source", due().map(KeyDue::source).orElse(null));
        json.put("state", key.state().text());
        json.put("alias", key.alias().orElse(null));
        json.put("material_arn", key.materialArn().orElse(null));
        if (key.remainingOnDemandRotations().isPresent()) {
            json.put(
                    "remaining_on_demand_rotations",
                    key.remainingOnDemandRotations().getAsInt());
        } else {
            json.putNull("remaining_on_demand_rotations");
        }
        ArrayNode trail = json.putArray("audit_trail");
        key.auditTrail().forEach(entry -> add(trail, entry));
        return json;
    }

    String line() {
        return "%s %s: version %s, %s, to be rotated %s"
                .formatted(
                        key.provider(),
                        key.key(),
                        key.version(),
                        key.state().text(),
                        due().map(it -> "by %s (%s)".formatted(it.at(), it.source()))
                                .orElse("whenever you like: nobody says when"));
    }

    static void add(ArrayNode trail, AuditEntry entry) {
        ObjectNode node = trail.addObject();
        node.put("action", entry.action());
        node.put("timestamp", entry.timestamp().toString());
        entry.actor().ifPresent(actor -> node.put("actor", actor));
        ObjectNode context = node.putObject("context");
        entry.context().forEach(context::put);
    }
}
