package io.quenyan.outbox;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A record that waits in the outbox.
///
/// With a schema fingerprint the value is unframed Avro, which the relay frames for the registry; without one it goes
/// out as it is (dead letters keep the original bytes).
public final class OutgoingRecord {

    /// A Kafka header. Names may repeat and their order is kept.
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
    private final @Nullable String key;
    private final byte @Nullable [] value;
    private final @Nullable String schemaFingerprint;
    private final List<Header> headers;
    private final Instant occurredAt;

    public OutgoingRecord(
            String topic,
            @Nullable String key,
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

    public String topic() {
        return topic;
    }

    public @Nullable String key() {
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
        return "OutgoingRecord[%s, key=%s, %d bytes]".formatted(topic, key, value == null ? 0 : value.length);
    }
}
