package io.quenyan.outbox.avro;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.EventJson;
import io.quenyan.format.CanonicalJson;
import io.quenyan.outbox.Envelope;
import io.quenyan.outbox.Fault;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// Reads the block of fields that every event begins with.
public final class CommonFields {

    private static final String LAST_COMMON_FIELD = "drill";
    private static final String CLAIMED = "claimed";

    private CommonFields() {}

    /// The envelope of a request. What goes over into its effects is cut to the lengths that the schema documents,
    /// and the actor is a claim: nothing on a topic proves it.
    public static Envelope ofRequest(SpecificRecordBase request) {
        return envelope(request, CLAIMED);
    }

    /// The envelope of another service's event, whose word for the actor is taken.
    public static Envelope ofEvent(SpecificRecordBase event) {
        return envelope(event, cut(event.get("actor_assurance"), 64));
    }

    private static Envelope envelope(SpecificRecordBase event, String actorAssurance) {
        Object incident = event.get("incident_id");
        return new Envelope(
                cut(event.get("event_id"), 64),
                (Instant) event.get("occurred_at"),
                cut(event.get("actor"), 256),
                actorAssurance,
                cut(event.get("environment"), 64),
                incident == null ? null : cut(incident, 128),
                (Boolean) event.get("drill"),
                correlation(event));
    }

    /// What a root event says of its correlation is not taken: its effects belong to its own request.
    private static @Nullable String correlation(SpecificRecordBase event) {
        String correlation = cut(event.get("correlation_id"), 128);
        boolean usable = !correlation.isBlank() && correlation.chars().noneMatch(Character::isISOControl);
        return usable && event.get("causation_id") != null ? correlation : null;
    }

    /// SHA-256 of the fields outside the common block, as canonical JSON: the same request asked twice has the
    /// same, in Avro or in JSON.
    ///
    /// @param fault what could not be read of it, so that it differs from the same request with nothing there
    public static String contentSha256(SpecificRecordBase request, @Nullable Fault fault) {
        ObjectNode fields = EventJson.of(request);
        Iterator<Schema.Field> common = request.getSchema().getFields().iterator();
        String name;
        do {
            name = common.next().name();
            fields.remove(name);
        } while (!name.equals(LAST_COMMON_FIELD));
        fields.put("project_id", (String) request.get("project_id"));
        if (fault != null && fault.reason() == Fault.Reason.FIELD_INVALID) {
            fields.put("fault", fault.detail());
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.python(fields));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }

    /// The text, or so much of it as a field of that length takes; empty for null.
    public static String cut(@Nullable Object text, int longest) {
        String present = Objects.toString(text, "");
        return present.length() <= longest ? present : present.substring(0, longest);
    }
}
