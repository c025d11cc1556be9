package io.quenyan.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The part of an event that is the same in every event, and goes over into the events it causes.
///
/// @param correlationId the request whose effect the event itself is; null for a root event
public record Envelope(
        String eventId,
        Instant occurredAt,
        String actor,
        String actorAssurance,
        String environment,
        @Nullable String incidentId,
        boolean drill,
        @Nullable String correlationId) {}
