package io.quenyan.cli.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.EncodedEvent;
import io.quenyan.event.ReadResult.Unreadable;
import io.quenyan.event.RecordReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// Events as lines of JSON: the Avro without the registry's frame, and the fingerprint of its schema.
final class SpooledEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SpooledEvents() {}

    /// Writes event by event: there may be as many as a project has files.
    static void write(List<EncodedEvent> events, OutputStream out) throws IOException {
        for (EncodedEvent event : events) {
            out.write((line(event) + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ObjectNode line(EncodedEvent event) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("topic", event.topic());
        line.put("key", event.key());
        line.put("event_id", event.eventId().toString());
        line.put("occurred_at", event.occurredAt().toString());
        line.put("schema_sha256", event.schemaFingerprint());
        ObjectNode headers = line.putObject("headers");
        new TreeMap<>(event.headers()).forEach(headers::put);
        line.put("avro", Base64.getEncoder().encodeToString(event.avro()));
        return line;
    }

    /// The events of a file, each of which this version can read.
    ///
    /// @throws DamagedSpoolException if one cannot be read
    static List<EncodedEvent> parse(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(SpooledEvents::event)
                .toList();
    }

    private static EncodedEvent event(String text) {
        try {
            JsonNode line = JSON.readTree(text);
            Map<String, String> headers = new HashMap<>();
            line.required("headers")
                    .properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().textValue()));
            EncodedEvent event = new EncodedEvent(
                    line.required("topic").textValue(),
                    line.required("key").textValue(),
                    UUID.fromString(line.required("event_id").asText()),
                    Instant.parse(line.required("occurred_at").asText()),
                    line.required("avro").binaryValue(),
                    line.required("schema_sha256").textValue(),
                    headers);
            check(event);
            return event;
        } catch (JsonProcessingException | IllegalArgumentException | java.time.DateTimeException e) {
            throw new DamagedSpoolException("A line is no event", e);
        } catch (IOException e) {
            throw new DamagedSpoolException("A line holds no Avro", e);
        }
    }

    private static void check(EncodedEvent event) {
        Map<String, byte[]> headers = new HashMap<>();
        event.headers().forEach((name, value) -> headers.put(name, value.getBytes(StandardCharsets.UTF_8)));
        if (RecordReader.offline().read(event.topic(), event.avro(), headers) instanceof Unreadable unreadable) {
            throw new IllegalArgumentException("%s: %s".formatted(unreadable.reason(), unreadable.detail()));
        }
    }
}
