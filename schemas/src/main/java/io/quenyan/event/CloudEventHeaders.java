package io.quenyan.event;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// CloudEvents 1.0 headers in binary mode. All they say is also in the record.
final class CloudEventHeaders {

    static final String DATA_SCHEMA = "ce_dataschema";
    static final String CONTENT_TYPE = "content-type";
    static final String AVRO = "application/avro";

    private static final String SCHEMA_URN = "urn:quenyan:schema:";

    private CloudEventHeaders() {}

    static Map<String, String> of(Topic topic, SpecificRecord event, String fingerprint) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", EventSubject.required(event, "event_id"));
        headers.put("ce_source", source(event));
        headers.put("ce_type", topic.cloudEventType());
        headers.put("ce_time", EventEncoder.occurredAt(event).toString());
        headers.put("ce_subject", EventSubject.of(topic, event));
        headers.put("ce_correlationid", EventSubject.required(event, "correlation_id"));
        putIfPresent(headers, "ce_causationid", EventSubject.text(event, "causation_id"));
        headers.put(DATA_SCHEMA, dataSchema(event.getSchema().getName(), fingerprint));
        headers.put(CONTENT_TYPE, AVRO);
        return headers;
    }

    static String dataSchema(String record, String fingerprint) {
        return SCHEMA_URN + record + ":" + fingerprint;
    }

    /// The instance is left out: work done again elsewhere tells the same event, and (source, id) is its identity.
    private static String source(SpecificRecord event) {
        String service = EventSubject.required(event, "event_source").split("/", 2)[0];
        return "/quenyan/" + encode(EventSubject.required(event, "environment")) + "/" + encode(service);
    }

    private static String encode(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void putIfPresent(Map<String, String> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }
}
