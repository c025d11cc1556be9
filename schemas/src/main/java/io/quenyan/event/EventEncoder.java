package io.quenyan.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Turns an event into what the outbox keeps: Avro, key and CloudEvents headers.
public final class EventEncoder {

    private static final Set<String> OUTCOMES = Set.of("success", "partial", "failure", "refused", "unknown");
    private static final Set<String> ASSURANCES = Set.of("claimed", "kafka-acl", "oidc", "mtls");

    private EventEncoder() {}

    /// Encodes `event` for the topic that the catalogue names for its record.
    ///
    /// @throws IllegalArgumentException if the event breaks a rule of the common block: its id is no UUID, its key
    ///     is missing, or outcome, severity or actor_assurance is none of the documented values
    public static EncodedEvent encode(SpecificRecord event) {
        Topic topic = TopicCatalogue.load().ofRecord(event.getSchema().getName());
        UUID eventId = UUID.fromString(EventSubject.required(event, "event_id"));
        check(event);
        String fingerprint = Fingerprint.of(event.getSchema());
        Map<String, String> headers = CloudEventHeaders.of(topic, event, fingerprint);
        return new EncodedEvent(
                topic.name(),
                EventSubject.key(topic, event),
                eventId,
                occurredAt(event),
                avro(event),
                fingerprint,
                headers);
    }

    private static void check(SpecificRecord event) {
        String outcome = EventSubject.required(event, "outcome");
        String assurance = EventSubject.required(event, "actor_assurance");
        int severity = Integer.parseInt(EventSubject.required(event, "severity"));
        if (!OUTCOMES.contains(outcome)) {
            throw new IllegalArgumentException("Outcome must be one of %s, got '%s'".formatted(OUTCOMES, outcome));
        }
        if (!ASSURANCES.contains(assurance)) {
            throw new IllegalArgumentException(
                    "Assurance of the actor must be one of %s, got '%s'".formatted(ASSURANCES, assurance));
        }
        if (severity < 1 || severity > 6) {
            throw new IllegalArgumentException("Severity must be 1 to 6, got %d".formatted(severity));
        }
    }

    static Instant occurredAt(SpecificRecord event) {
        return (Instant) event.get(event.getSchema().getField("occurred_at").pos());
    }

    private static byte[] avro(SpecificRecord event) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(event.getSchema(), SpecificData.getForClass(event.getClass()))
                    .write(event, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory must be writable", e);
        }
        return bytes.toByteArray();
    }
}
