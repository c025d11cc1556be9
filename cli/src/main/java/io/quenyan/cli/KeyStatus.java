package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.KeyDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is told of a key. No secret.
record KeyStatus(KeyDescription key) {

    /// How long a version of a key that people operate is to last at most.
    private static final Duration POLICY = Duration.ofDays(90);

    /// When the key is to be rotated, and who says so: the earlier of our policy and the provider's schedule.
    record Due(Instant at, String source) {}

    Optional<Due> due() {
        Optional<Due> policy = key.versionSince().map(since -> new Due(since.plus(POLICY), "policy"));
        Optional<Due> provider = key.rotationDue().map(at -> new Due(at, "provider"));
        return provider.flatMap(theirs -> policy.filter(ours -> ours.at().isBefore(theirs.at())))
                .or(() -> provider)
                .or(() -> policy);
    }

    ObjectNode json() {
        ObjectNode json = Run.object();
        json.put("provider", key.provider());
        json.put("key_id", key.key().text());
        json.put("key_version", key.version().text());
        json.put("rotated_at", key.versionSince().map(Instant::toString).orElse(null));
        json.put("rotation_due", due().map(it -> it.at().toString()).orElse(null));
        json.put("rotation_due_source", due().map(Due::source).orElse(null));
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
