package io.quenyan.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record that could not be read, as it goes to the dead letters: original key, value and headers, and what was wrong.
///
/// Our own headers are `quenyan_dlq_reason`, `quenyan_dlq_detail`, `quenyan_dlq_topic`, `quenyan_dlq_partition`,
/// `quenyan_dlq_offset` and `quenyan_dlq_timestamp` (ISO 8601), in UTF-8. A sender cannot forge them: they replace
/// headers of the same name.
///
/// @param topic dead-letter topic
/// @param key original key, or null
/// @param value original value, or null
/// @param headers original headers, bounded, and ours
public record DlqRecord(
        String topic, byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {

    static final String PREFIX = "quenyan_dlq_";
}
