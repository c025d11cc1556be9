package io.quenyan.encoder.quarkus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.EventJson;
import java.util.List;

/// Requests as CloudEvents in JSON, made from their Avro twins.
final class JsonRequests {

    /// What the attributes of a CloudEvent say, or nobody but the producer of an Avro record.
    private static final List<String> NOT_IN_DATA = List.of(
            "event_id",
            "event_name",
            "occurred_at",
            "recorded_at",
            "event_source",
            "host",
            "producer_version",
            "correlation_id",
            "causation_id",
            "actor_assurance",
            "outcome",
            "severity");

    private JsonRequests() {}

    static ObjectNode of(BatchEncodeRequested request) {
        ObjectNode data = EventJson.of(request);
        NOT_IN_DATA.forEach(data::remove);
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", request.getEventId())
                .put("source", "/ci/test")
                .put("type", "io.quenyan.batch-encode-requested.v1")
                .put("time", request.getOccurredAt().toString());
        event.set("data", data);
        return event;
    }
}
