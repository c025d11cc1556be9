package io.quenyan.outbox;

import io.quenyan.event.DlqRecord;
import io.quenyan.event.EncodedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A record that waits in the outbox.
///
/// With a schema fingerprint the value is unframed Avro, which the relay frames for the registry; without one it
/// goes out as it is (dead letters keep the original bytes).
public final class OutgoingRecord {

    /// A Kafka header. Names may repeat and their order is kept.
    @SuppressWarnings("ArrayRecordComponent") // with equals of its own
    public record Header(String name, byte[] value) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Header(String otherName, byte[] otherValue)
                    && name.equals(otherName)
                    && Arrays.equals(value, otherValue);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "%s (%d bytes)".formatted(name, value.length);
        }
    }

    private final String topic;
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final @Nullable String schemaFingerprint;
    private final List<Header> headers;
    private final Instant occurredAt;

    public OutgoingRecord(
            String topic,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable String schemaFingerprint,
            List<Header> headers,
            Instant occurredAt) {
        this.topic = Objects.requireNonNull(topic);
        this.key = key;
        this.value = value;
        this.schemaFingerprint = schemaFingerprint;
        this.headers = List.copyOf(headers);
        this.occurredAt = Objects.requireNonNull(occurredAt);
    }

    /// An event on its way to its topic.
    public static OutgoingRecord of(EncodedEvent event) {
        List<Header> headers = event.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(header -> new Header(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        String key = event.key();
        return new OutgoingRecord(
                event.topic(),
                key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                event.avro(),
                event.schemaFingerprint(),
                headers,
                event.occurredAt());
    }

    /// Bytes that could not be read, on their way to the dead letters.
    ///
    /// @param takenAt when they were given up
    public static OutgoingRecord of(DlqRecord unreadable, Instant takenAt) {
        List<Header> headers = unreadable.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(header -> new Header(header.getKey(), header.getValue()))
                .toList();
        return new OutgoingRecord(unreadable.topic(), unreadable.key(), unreadable.value(), null, headers, takenAt);
    }

    public String topic() {
        return topic;
    }

    /// The bytes, not copied: nobody changes them.
    public byte @Nullable [] key() {
        return key;
    }

    /// The bytes, not copied: nobody changes them.
    public byte @Nullable [] value() {
        return value;
    }

    /// SHA-256 of the schema's parsing canonical form, hex; null when the value is not to be framed.
    public @Nullable String schemaFingerprint() {
        return schemaFingerprint;
    }

    public List<Header> headers() {
        return headers;
    }

    /// Becomes the Kafka timestamp.
    public Instant occurredAt() {
        return occurredAt;
    }

    @Override
    public String toString() {
        return "OutgoingRecord[%s, %d bytes]".formatted(topic, value == null ? 0 : value.length);
    }
}
