package io.quenyan.cli.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.event.EventJson;
import io.quenyan.event.ReadResult;
import io.quenyan.event.ReadResult.Faulty;
import io.quenyan.event.ReadResult.Readable;
import io.quenyan.event.ReadResult.Unreadable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/// A record as it was found on a topic.
///
/// @param timestamp Kafka's timestamp, when the event occurred
/// @param content what its bytes hold
public record SeenEvent(String topic, int partition, long offset, Instant timestamp, ReadResult content) {

    /// The event, unless the bytes hold none.
    public Optional<SpecificRecord> event() {
        return switch (content) {
            case Readable(SpecificRecord event) -> Optional.of(event);
            case Faulty(SpecificRecord event, String _) -> Optional.of(event);
            case Unreadable _ -> Optional.empty();
        };
    }

    /// A field of the event as text; empty where the event has no such field or its value is null.
    public Optional<String> field(String name) {
        return event().flatMap(event -> {
            Schema.Field field = event.getSchema().getField(name);
            return field == null
                    ? Optional.empty()
                    : Optional.ofNullable(event.get(field.pos())).map(Object::toString);
        });
    }

    /// Whether the field has that value.
    public boolean has(String field, String value) {
        return field(field).filter(found -> Objects.equals(found, value)).isPresent();
    }

    /// Position and event as JSON; of unreadable bytes only why they are.
    public ObjectNode toNode() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("topic", topic);
        node.put("partition", partition);
        node.put("offset", offset);
        node.put("timestamp", timestamp.toString());
        switch (content) {
            case Readable(SpecificRecord event) -> node.set("event", EventJson.of(event));
            case Faulty(SpecificRecord event, String detail) -> {
                node.set("event", EventJson.of(event));
                node.put("faulty", detail);
            }
            case Unreadable(ReadResult.Reason reason, String detail) -> node.put("unreadable", reason + ": " + detail);
        }
        return node;
    }
}
