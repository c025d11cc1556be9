package io.quenyan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.ReadResult.Reason;
import io.quenyan.event.ReadResult.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Requests as CloudEvents 1.0 in structured JSON, for those who ask without Avro.
///
/// A value is taken as JSON when its header `content-type` says `application/cloudevents+json`, or when its first
/// byte is `{`: no Avro of ours begins so. A frame begins with 00, a single object with C3, and a raw record with
/// the length of its `event_id`, which as `{` would be negative.
final class CloudEventJson {

    static final String CONTENT_TYPE = "application/cloudevents+json";

    private CloudEventJson() {}

    static boolean isIn(byte[] value, Map<String, byte[]> headers) {
        return value[0] == '{' || isNamed(headers.get(CloudEventHeaders.CONTENT_TYPE));
    }

    /// Parameters such as a charset are left aside: JSON is UTF-8.
    private static boolean isNamed(byte @Nullable [] contentType) {
        if (contentType == null) {
            return false;
        }
        String mediaType = new String(contentType, StandardCharsets.UTF_8).split(";", 2)[0];
        return mediaType.strip().toLowerCase(Locale.ROOT).equals(CONTENT_TYPE);
    }

    /// Reads the request in `value`, which was found on the request topic `topic`.
    static ReadResult read(Topic topic, byte[] value) {
        try {
            return read(topic, BoundedJson.parse(value));
        } catch (MalformedJsonException e) {
            return new Unreadable(Reason.MALFORMED, "Not a CloudEvent: " + e.getMessage());
        }
    }

    private static ReadResult read(Topic topic, JsonNode root) {
        if (!root.path("specversion").asText().equals("1.0")
                || !root.path("type").asText().equals(topic.cloudEventType())) {
            return new Unreadable(
                    Reason.WRONG_SCHEMA,
                    "JSON on this topic must be a CloudEvent with specversion '1.0' and type '%s'"
                            .formatted(topic.cloudEventType()));
        }
        return root instanceof ObjectNode event && event.get("data") instanceof ObjectNode data
                ? new JsonRequest(topic, event, data).read()
                : new Unreadable(Reason.MALFORMED, "The CloudEvent has no 'data' that is a JSON object");
    }
}
