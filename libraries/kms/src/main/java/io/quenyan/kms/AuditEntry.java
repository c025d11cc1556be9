package io.quenyan.kms;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Something that happened to a key.
///
/// @param action in one word, such as `rotate`
/// @param actor who did it, as far as was told
/// @param context more about it
public record AuditEntry(String action, Instant timestamp, Optional<String> actor, SortedMap<String, String> context) {

    public AuditEntry {
        context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
    }

    /// An entry of a known actor.
    public static AuditEntry of(String action, Instant timestamp, String actor, Map<String, String> context) {
        return new AuditEntry(action, timestamp, Optional.of(actor), new TreeMap<>(context));
    }
}
