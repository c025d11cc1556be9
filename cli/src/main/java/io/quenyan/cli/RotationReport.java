package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.kms.AuditEntry;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.Rotation;
import io.quenyan.kms.RotationOutcome.Rotated;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What stakeholders are told of a rotation: the runbook's `rotation-report.json`. It also says what a
/// rotation does not do, because people take it for more than it is.
///
/// @param rotations as the provider lists them, oldest first
/// @param requestId the request that it was done for
/// @param actor who ran this
/// @param packagesOnOlderVersions of the project at hand; empty if there is none
record RotationReport(
        Rotated rotated,
        List<Rotation> rotations,
        Optional<String> requestId,
        String actor,
        Optional<Long> packagesOnOlderVersions) {

    ObjectNode json() {
        ObjectNode json = new KeyStatus(rotated.key()).json();
        json.put("status", "rotated");
        json.put("key_version", rotated.version().text());
        json.put("previous_version", rotated.previous().text());
        json.put("rotated_at", rotated.rotatedAt().toString());
        requestId.ifPresent(id -> json.put("request_id", id));
        json.put("packages_on_older_versions", packagesOnOlderVersions.orElse(null));
        json.put("rekeys_packages", false);
        if (rotated.key().auditTrail().isEmpty()) {
            ArrayNode trail = json.putArray("audit_trail");
            rotations.forEach(rotation -> KeyStatus.add(trail, entry(rotation)));
        }
        ArrayNode fixes = json.putArray("fixes");
        fixes().forEach(fixes::add);
        ArrayNode remains = json.putArray("does_not_fix");
        doesNotFix().forEach(remains::add);
        return json;
    }

    String lines() {
        return "%s %s: version %s in place of %s, %s%n%s%nWhat it does not fix:%n- %s"
                .formatted(
                        rotated.key().provider(),
                        rotated.key().key(),
                        rotated.version(),
                        rotated.previous(),
                        rotated.rotatedAt(),
                        new KeyStatus(rotated.key()).line(),
                        String.join("%n- ".formatted(), doesNotFix()));
    }

    private List<String> fixes() {
        return List.of(
                "Packages that are encoded from now on are protected by version %s.".formatted(rotated.version()));
    }

    private List<String> doesNotFix() {
        KeyVersion previous = rotated.previous();
        return List.of(
                "Packages under version %s stay under it, and it still opens them: encode them again."
                        .formatted(previous),
                "Who has a data key or a copy of such a package's content keeps it.",
                "Who may still use this key may use its new version: take the permission or the credentials away.",
                "If the key itself leaked, a new version is not enough: make another key and encode everything under it.");
    }

    /// Where the provider keeps no trail beside the key, its list of rotations is one. Who did the last
    /// one, we know.
    private AuditEntry entry(Rotation rotation) {
        Map<String, String> context = Map.of(
                "key_version",
                rotation.version().text(),
                "kind",
                rotation.kind() == Rotation.Kind.ON_DEMAND ? "on-demand" : "automatic",
                "provider",
                rotated.key().provider());
        boolean ours = rotation.version().equals(rotated.version());
        return new AuditEntry(
                "rotate", rotation.rotatedAt(), ours ? Optional.of(actor) : Optional.empty(), new TreeMap<>(context));
    }
}
