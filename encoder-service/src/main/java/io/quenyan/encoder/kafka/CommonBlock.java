package io.quenyan.encoder.kafka;

import io.quenyan.encoder.EncodeRequest;
import io.quenyan.event.EventIds;
import io.quenyan.event.EventSubject;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;

/// Fills the block of fields that every event begins with, for the effects of a request.
final class CommonBlock {

    private static final String SERVICE = "encoder-service";

    private final String environment;
    private final Clock clock;
    private final String instance;
    private final String host = hostName();
    private final String version =
            Objects.requireNonNullElse(CommonBlock.class.getPackage().getImplementationVersion(), "development");

    CommonBlock(String environment, Optional<String> instance, Clock clock) {
        this.environment = environment;
        this.instance =
                instance.orElseGet(() -> host + "-" + ProcessHandle.current().pid());
        this.clock = clock;
    }

    /// Fills the block of `event`, whose own fields are set: the event's id is made of its subject.
    ///
    /// @param severity as in OCSF, 1 to 6
    void fill(SpecificRecordBase event, EncodeRequest cause, String eventName, String outcome, int severity) {
        EncodeRequest.Envelope envelope = cause.envelope();
        Topic topic = TopicCatalogue.load().ofRecord(event.getSchema().getName());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = EventIds.of(envelope.eventId(), eventName, EventSubject.of(topic, event))
                .toString();
        event.put("event_id", id);
        event.put("event_name", eventName);
        event.put("occurred_at", now);
        event.put("recorded_at", now);
        event.put("event_source", SERVICE + "/" + instance);
        event.put("host", host);
        event.put("producer_version", version);
        event.put("correlation_id", cause.requestId());
        event.put("causation_id", envelope.eventId());
        event.put("incident_id", envelope.incidentId());
        event.put("project_id", cause.projectId());
        event.put("actor", envelope.actor());
        event.put("actor_assurance", envelope.actorAssurance());
        event.put("environment", environment);
        event.put("outcome", outcome);
        event.put("severity", severity);
        event.put("drill", envelope.drill());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
