package io.quenyan.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// Events as people and scripts read them: plain JSON, null where a field is null, times in ISO 8601 and UTC.
public final class EventJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private EventJson() {}

    /// Returns `event` as an object whose members are its fields, in their order.
    public static ObjectNode of(IndexedRecord event) {
        ObjectNode object = NODES.objectNode();
        for (Schema.Field field : event.getSchema().getFields()) {
            object.set(field.name(), node(event.get(field.pos())));
        }
        return object;
    }

    /// The same without the block that all events begin with: what this one says beside who, when and why.
    public static ObjectNode withoutBlock(IndexedRecord event) {
        ObjectNode own = NODES.objectNode();
        for (Schema.Field field : JsonRequest.ownFields(event.getSchema())) {
            own.set(field.name(), node(event.get(field.pos())));
        }
        return own;
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Boolean b -> NODES.booleanNode(b);
            case Integer i -> NODES.numberNode(i);
            case Long l -> NODES.numberNode(l);
            case Double d -> NODES.numberNode(d);
            case Instant time -> NODES.textNode(time.toString());
            case Collection<?> items -> array(items);
            case Map<?, ?> map -> object(map);
            case IndexedRecord nested -> of(nested);
            default -> NODES.textNode(value.toString());
        };
    }

    private static ArrayNode array(Collection<?> items) {
        ArrayNode array = NODES.arrayNode(items.size());
        items.forEach(item -> array.add(node(item)));
        return array;
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.entrySet().stream()
                .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
                .forEach(entry -> object.set(entry.getKey().toString(), node(entry.getValue())));
        return object;
    }
}
