package io.quenyan.event;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/// Key and subject of a record, by the rules of the catalogue.
public final class EventSubject {

    private EventSubject() {}

    /// Returns the subject that the event's id and its `ce_subject` header are made of.
    ///
    /// @throws IllegalArgumentException if a field of the subject is null
    public static String of(Topic topic, IndexedRecord event) {
        return topic.subject().stream().map(field -> required(event, field)).collect(Collectors.joining(" "));
    }

    /// Returns the Kafka key: the first key field that is not null.
    ///
    /// @throws IllegalArgumentException if all are null
    public static String key(Topic topic, IndexedRecord event) {
        return topic.key().stream()
                .map(field -> text(event, field))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> missing(event, topic.key()));
    }

    static String required(IndexedRecord event, String field) {
        String text = text(event, field);
        if (text == null) {
            throw missing(event, List.of(field));
        }
        return text;
    }

    static @Nullable String text(IndexedRecord event, String name) {
        Schema.Field field = event.getSchema().getField(name);
        Object value = field == null ? null : event.get(field.pos());
        return value == null ? null : value.toString();
    }

    private static IllegalArgumentException missing(IndexedRecord event, List<String> fields) {
        return new IllegalArgumentException(
                "%s needs %s".formatted(event.getSchema().getName(), String.join(" or ", fields)));
    }
}
