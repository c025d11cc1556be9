package io.quenyan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// One request of a CloudEvent in JSON, on its way into its Avro record.
///
/// The attributes fill the block that every event begins with: `id` is the event_id, `time` both times, `source`
/// the event_source and, unless `data` names one, the actor. Further attributes are extensions and ignored, as
/// CloudEvents wants it; in `data` there is nothing but fields, so that a misspelt one is told and not forgotten.
final class JsonRequest {

    /// What a requester may say of the common block, in `data`.
    static final List<String> BLOCK_FIELDS = List.of("project_id", "incident_id", "actor", "environment", "drill");

    private static final String LAST_OF_BLOCK = "drill";
    private static final String UNTOLD = "unknown";
    private static final Pattern UUID_TEXT = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern FIELD_NAME = Pattern.compile("[a-z0-9_]{1,64}");

    private final Topic topic;
    private final ObjectNode event;
    private final ObjectNode data;
    private final SpecificRecord record;
    private @Nullable String fault;

    JsonRequest(Topic topic, ObjectNode event, ObjectNode data) {
        this.topic = topic;
        this.event = event;
        this.data = data;
        this.record = newRecord(ReleasedSchemas.current(String.valueOf(topic.record())));
    }

    ReadResult read() {
        ownFields(record.getSchema()).forEach(this::own);
        block();
        refuseStrangers();
        return fault == null ? new Readable(record) : new Faulty(record, fault);
    }

    /// Whether its requests must name a project: those about keys need not.
    static boolean isAboutAProject(Topic topic) {
        return topic.key().contains("project_id");
    }

    /// The fields after the common block.
    static List<Schema.Field> ownFields(Schema schema) {
        return schema.getFields()
                .subList(
                        schema.getField(LAST_OF_BLOCK).pos() + 1,
                        schema.getFields().size());
    }

    private void own(Schema.Field field) {
        try {
            record.put(field.pos(), JsonField.value(field.name(), field.schema(), data.get(field.name())));
        } catch (MalformedJsonException e) {
            found(e.getMessage());
            record.put(field.pos(), JsonField.none(field.schema()));
        }
    }

    private void block() {
        String requestId = EventSubject.required(record, "request_id");
        Instant time = time();
        String source = attribute("source");
        put("event_id", id(requestId));
        put("event_name", topic.suffix());
        put("occurred_at", time);
        put("recorded_at", time);
        put("event_source", source);
        put("host", UNTOLD);
        put("producer_version", UNTOLD);
        put("correlation_id", requestId);
        put("actor_assurance", "claimed");
        put("outcome", UNTOLD);
        put("severity", 1);
        if (isAboutAProject(topic) && !data.path("project_id").isTextual()) {
            found("project_id must be a text");
        }
        own(field("project_id"));
        own(field("incident_id"));
        ownOr("actor", source);
        ownOr("environment", UNTOLD);
        ownOr("drill", false);
        JsonNode contentType = event.path("datacontenttype");
        if (!contentType.isMissingNode() && !contentType.asText().equals("application/json")) {
            found("datacontenttype must be 'application/json' or absent");
        }
    }

    private void ownOr(String name, Object otherwise) {
        if (data.path(name).isMissingNode() || data.path(name).isNull()) {
            put(name, otherwise);
        } else {
            own(field(name));
        }
    }

    /// A request without a usable id is answered, so that its effects need one.
    private String id(String requestId) {
        String id = event.path("id").asText();
        if (UUID_TEXT.matcher(id).matches()) {
            return id.toLowerCase(Locale.ROOT);
        }
        found("id must be a UUID of 36 characters");
        return EventIds.of(null, topic.suffix(), requestId).toString();
    }

    private Instant time() {
        try {
            return JsonField.time("time", event.path("time"));
        } catch (MalformedJsonException e) {
            found(e.getMessage());
            return Instant.EPOCH;
        }
    }

    private String attribute(String name) {
        JsonNode value = event.path(name);
        if (JsonField.isText(value)
                && !value.textValue().isBlank()
                && value.textValue().length() <= 256) {
            return value.textValue();
        }
        found(name + " must be a text of 1 to 256 characters");
        return UNTOLD;
    }

    private void refuseStrangers() {
        Set<String> known = new HashSet<>(BLOCK_FIELDS);
        ownFields(record.getSchema()).forEach(field -> known.add(field.name()));
        for (Iterator<String> names = data.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                found("data has a member that is no field of a request"
                        + (FIELD_NAME.matcher(name).matches() ? ": '%s'".formatted(name) : ""));
            }
        }
    }

    /// The first fault is told.
    private void found(@Nullable String what) {
        if (fault == null) {
            fault = what;
        }
    }

    private Schema.Field field(String name) {
        return record.getSchema().getField(name);
    }

    private void put(String name, Object value) {
        record.put(field(name).pos(), value);
    }

    private static SpecificRecord newRecord(Schema schema) {
        Schema typed = SpecificData.get().getSchema(SpecificData.get().getClass(schema));
        return (SpecificRecord) SpecificData.get().newRecord(null, typed);
    }
}
