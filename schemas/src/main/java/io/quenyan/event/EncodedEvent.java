package io.quenyan.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An event as the outbox keeps it: ready to be sent but for the registry's frame.
///
/// @param topic topic it goes to
/// @param key Kafka key
/// @param eventId id of the event, also in the record and in `ce_id`
/// @param occurredAt when it happened; the Kafka timestamp
/// @param avro Avro binary, without any frame
/// @param schemaFingerprint SHA-256 of the writer schema's parsing canonical form, 64 lower-case hex digits
/// @param headers CloudEvents headers, to be written as UTF-8
public record EncodedEvent(
        String topic,
        @Nullable String key,
        UUID eventId,
        Instant occurredAt,
        byte[] avro,
        String schemaFingerprint,
        Map<String, String> headers) {

    public EncodedEvent {
        headers = Map.copyOf(headers);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EncodedEvent that
                && eventId.equals(that.eventId)
                && topic.equals(that.topic)
                && Arrays.equals(avro, that.avro)
                && headers.equals(that.headers);
    }

    @Override
    public int hashCode() {
        return eventId.hashCode();
    }

    @Override
    public String toString() {
        return "EncodedEvent[%s, %s, %d bytes]".formatted(topic, eventId, avro.length);
    }
}
