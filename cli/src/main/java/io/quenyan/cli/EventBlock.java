package io.quenyan.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.avro.specific.SpecificRecordBase;

/// The fields that every event of a run begins with.
///
/// @param at when it happened
final class EventBlock {

    static final int INFORMATIONAL = 1;
    static final int MEDIUM = 3;
    static final int HIGH = 4;

    private final Run run;
    private final Instant at;
    private final String correlationId;
    private final String projectId;

    EventBlock(Run run, Instant at, String correlationId, String projectId) {
        this.run = run;
        this.at = at.truncatedTo(ChronoUnit.MILLIS);
        this.correlationId = correlationId;
        this.projectId = projectId;
    }

    /// @param severity as in OCSF, 1 to 6
    void fill(SpecificRecordBase event, String id, String name, String outcome, int severity) {
        event.put("event_id", id);
        event.put("event_name", name);
        event.put("occurred_at", at);
        event.put("recorded_at", at);
        event.put("event_source", "cli/" + LogEvents.host());
        event.put("host", LogEvents.host());
        event.put("producer_version", VersionCommand.version());
        event.put("correlation_id", correlationId);
        event.put("incident_id", run.log().incident().orElse(null));
        event.put("project_id", projectId);
        event.put("actor", run.log().actor());
        event.put("actor_assurance", "claimed");
        event.put("environment", run.terminal().variable("QUENYAN_ENVIRONMENT").orElse("local"));
        event.put("outcome", outcome);
        event.put("severity", severity);
        event.put("drill", false);
    }
}
