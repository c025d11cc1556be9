package io.quenyan.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record that could not be read, as it goes to the dead letters: original key, value and headers, and what was
/// wrong.
///
/// Our own headers are `quenyan_dlq_reason`, `quenyan_dlq_detail`, `quenyan_dlq_topic`, `quenyan_dlq_partition`,
/// `quenyan_dlq_offset` and `quenyan_dlq_timestamp` (ISO 8601), in UTF-8. A sender cannot forge them: they replace
/// headers of the same name. Original headers are kept up to 64 KiB together; of more, none is kept and
/// `quenyan_dlq_headers_dropped` says how many there were. A NUL in a header's name becomes U+FFFD, because no
/// outbox in PostgreSQL could hold it.
///
/// @param topic dead-letter topic
/// @param key original key, or null
/// @param value original value, or null
/// @param headers original headers and ours; of a header that came twice, the last
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
public record DlqRecord(String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {

    private static final String PREFIX = "quenyan_dlq_";
    private static final int MAX_HEADERS_BYTES = 64 * 1024;

    /// Where a record was found.
    ///
    /// @param topic topic it was read from
    /// @param partition partition of that topic, from 0
    /// @param offset offset in that partition, from 0
    /// @param timestamp Kafka's timestamp of it
    public record Origin(String topic, int partition, long offset, Instant timestamp) {}

    public DlqRecord {
        headers = Map.copyOf(headers);
    }

    /// Returns the dead letter for a record that was `unreadable`.
    public static DlqRecord of(
            Origin origin,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, byte[]> headers,
            ReadResult.Unreadable unreadable) {
        Map<String, byte[]> kept = new LinkedHashMap<>();
        if (size(headers) <= MAX_HEADERS_BYTES) {
            headers.forEach((name, bytes) -> kept.put(name.replace('\0', '\uFFFD'), bytes));
        } else {
            put(kept, "headers_dropped", Integer.toString(headers.size()));
        }
        put(kept, "reason", unreadable.reason().name());
        put(kept, "detail", unreadable.detail());
        put(kept, "topic", origin.topic());
        put(kept, "partition", Integer.toString(origin.partition()));
        put(kept, "offset", Long.toString(origin.offset()));
        put(kept, "timestamp", origin.timestamp().toString());
        String topic = TopicCatalogue.load().topic(origin.topic()).deadLetterTopic();
        return new DlqRecord(topic, key, value, kept);
    }

    static long size(Map<String, byte[]> headers) {
        return headers.entrySet().stream()
                .mapToLong(header -> header.getKey().length() + (long) header.getValue().length)
                .sum();
    }

    private static void put(Map<String, byte[]> headers, String name, String value) {
        headers.put(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "DlqRecord[%s, %d bytes]".formatted(topic, value == null ? 0 : value.length);
    }
}
