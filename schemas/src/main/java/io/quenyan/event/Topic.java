package io.quenyan.event;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One topic of the catalogue.
///
/// @param name full name, for example `quenyan.package-encoded`
/// @param record simple name of its Avro record; null for topics that hold no record of ours (dead letters, positions)
/// @param released how many versions of the record were released: `<record>.1.avsc` to `<record>.<released>.avsc`
/// @param key record fields of which the first that is not null is the Kafka key
/// @param subject record fields that, joined by a space, tell apart the events of one cause
/// @param partitions number of partitions, 1 or more
/// @param retention how long records are kept
/// @param cleanup Kafka's `cleanup.policy`
/// @param maxMessageBytes Kafka's `max.message.bytes`
/// @param ledger whether its records become leaves of the ledger
public record Topic(
        String name,
        @Nullable String record,
        int released,
        List<String> key,
        List<String> subject,
        int partitions,
        Duration retention,
        String cleanup,
        int maxMessageBytes,
        boolean ledger) {

    private static final String PREFIX = "quenyan.";
    private static final String DEAD_LETTERS = "quenyan.dlq.";

    public Topic {
        if (!name.startsWith(PREFIX)) {
            throw new IllegalArgumentException("Topics start with '%s', got '%s'".formatted(PREFIX, name));
        }
        if (partitions < 1 || maxMessageBytes < 1 || !retention.isPositive()) {
            throw new IllegalArgumentException(
                    "Partitions, size and retention of '%s' must be positive".formatted(name));
        }
        if (record != null && (released < 1 || subject.isEmpty() || key.isEmpty())) {
            throw new IllegalArgumentException(
                    "Topic '%s' needs a released record, a key and a subject".formatted(name));
        }
        key = List.copyOf(key);
        subject = List.copyOf(subject);
    }

    /// The name without `quenyan.`, as it stands in CloudEvents types.
    public String suffix() {
        return name.substring(PREFIX.length());
    }

    /// CloudEvents type of its events.
    public String cloudEventType() {
        return "io.quenyan." + suffix() + ".v1";
    }

    /// Whether people ask something here, and so may ask it in JSON.
    public boolean isOfRequests() {
        return record != null && record.endsWith("Requested");
    }

    /// Subject of its values in the registry.
    public String registrySubject() {
        return name + "-value";
    }

    /// The topic that takes what cannot be read from this one.
    public String deadLetterTopic() {
        return DEAD_LETTERS + suffix();
    }

    /// Topic settings as Kafka wants them.
    public Map<String, String> config() {
        return Map.of(
                "cleanup.policy",
                cleanup,
                "retention.ms",
                Long.toString(retention.toMillis()),
                "retention.bytes",
                "-1",
                "max.message.bytes",
                Integer.toString(maxMessageBytes));
    }
}
