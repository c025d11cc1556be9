package io.quenyan.outbox.avro;

import io.quenyan.event.EventIds;
import io.quenyan.event.EventSubject;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.outbox.Cause;
import io.quenyan.outbox.Envelope;
import io.quenyan.outbox.Service;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;

/// Fills the block of fields that every event begins with, for the effects of a request or of an event.
public final class CommonBlock {

    private final Service service;
    private final Clock clock;
    private final String version =
            Objects.requireNonNullElse(CommonBlock.class.getPackage().getImplementationVersion(), "development");

    public CommonBlock(Service service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    /// Fills the block of `event`, whose own fields are set: the event's id is made of its subject.
    ///
    /// @param severity as in OCSF, 1 to 6
    public void fill(SpecificRecordBase event, Cause cause, String eventName, String outcome, int severity) {
        Envelope envelope = cause.envelope();
        Topic topic = TopicCatalogue.load().ofRecord(event.getSchema().getName());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        event.put("project_id", cause.projectId());
        String id = EventIds.of(envelope.eventId(), eventName, EventSubject.of(topic, event))
                .toString();
        event.put("event_id", id);
        event.put("event_name", eventName);
        event.put("occurred_at", now);
        event.put("recorded_at", now);
        event.put("event_source", service.name() + "-service/" + service.instance());
        event.put("host", service.host());
        event.put("producer_version", version);
        event.put("correlation_id", cause.correlationId());
        event.put("causation_id", envelope.eventId());
        event.put("incident_id", envelope.incidentId());
        event.put("actor", envelope.actor());
        event.put("actor_assurance", envelope.actorAssurance());
        event.put("environment", service.environment());
        event.put("outcome", outcome);
        event.put("severity", severity);
        event.put("drill", envelope.drill());
    }
}
