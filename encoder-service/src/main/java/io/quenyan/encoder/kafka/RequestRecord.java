package io.quenyan.encoder.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.Refusal;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.EventJson;
import io.quenyan.format.CanonicalJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// The Avro record of a request and the request it says. The generated class goes no further than this.
final class RequestRecord {

    private static final String LAST_COMMON_FIELD = "drill";

    private RequestRecord() {}

    /// The request. What goes over into its effects is cut to the lengths that the schema documents, and the actor
    /// is a claim: nothing on this topic proves it.
    static EncodeRequest toRequest(BatchEncodeRequested event) {
        EncodeRequest.Envelope envelope = new EncodeRequest.Envelope(
                cut(event.getEventId(), 64),
                event.getOccurredAt(),
                cut(event.getActor(), 256),
                "claimed",
                cut(event.getEnvironment(), 64),
                event.getIncidentId() == null ? null : cut(event.getIncidentId(), 128),
                event.getDrill());
        return new EncodeRequest(
                envelope,
                event.getRequestId(),
                Objects.requireNonNull(event.getProjectId()),
                event.getSourceUri(),
                event.getRevision(),
                event.getOutputUri(),
                List.copyOf(event.getInclude()),
                event.getPackageSources(),
                event.getPassphraseRef(),
                event.getEncryptionVersion(),
                event.getPathsUri(),
                event.getPathsSha256(),
                event.getBaseIndexSha256(),
                event.getKeyProvider() == null ? null : cut(event.getKeyProvider(), 64),
                event.getKeyId() == null ? null : cut(event.getKeyId(), 2048),
                event.getPipelineEpoch(),
                event.getNotAfter());
    }

    /// SHA-256 of the fields outside the common block, as canonical JSON: the same request asked twice has the
    /// same, in Avro or in JSON.
    ///
    /// @param fault what could not be read of it, so that it differs from the same request with nothing there
    static String contentSha256(BatchEncodeRequested event, @Nullable Refusal fault) {
        ObjectNode fields = EventJson.of(event);
        Iterator<Schema.Field> common = event.getSchema().getFields().iterator();
        String name;
        do {
            name = common.next().name();
            fields.remove(name);
        } while (!name.equals(LAST_COMMON_FIELD));
        fields.put("project_id", event.getProjectId());
        if (fault != null && fault.reason() == Refusal.Reason.FIELD_INVALID) {
            fields.put("fault", fault.detail());
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(CanonicalJson.python(fields));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The JDK must provide SHA-256", e);
        }
    }

    private static String cut(@Nullable String text, int longest) {
        String present = Objects.requireNonNullElse(text, "");
        return present.length() <= longest ? present : present.substring(0, longest);
    }
}
