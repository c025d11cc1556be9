package io.quenyan.cli;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.EventIds;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// What a batch encode request asks for.
///
/// @param projectId project, also the Kafka key
/// @param requestId the requester's name for it
/// @param sourceUri repository, `git+file:///…`
/// @param outputUri folder that gets the packages, `file:///…`
/// @param sources whether every file gets a source package
record EncodeRequest(
        String projectId,
        String requestId,
        String sourceUri,
        String revision,
        String outputUri,
        List<String> include,
        boolean sources,
        String passphraseRef,
        int encryption) {

    private static final int INFORMATIONAL = 1;

    EncodeRequest {
        include = List.copyOf(include);
    }

    /// The request as a log event of this run.
    BatchEncodeRequested event(Run run) {
        BatchEncodeRequested event = new BatchEncodeRequested();
        fillCommonBlock(event, run);
        event.put("request_id", requestId);
        event.put("source_uri", sourceUri);
        event.put("revision", revision);
        event.put("output_uri", outputUri);
        event.put("include", include);
        event.put("package_sources", sources);
        event.put("passphrase_ref", passphraseRef);
        event.put("encryption_version", encryption);
        return event;
    }

    private void fillCommonBlock(BatchEncodeRequested event, Run run) {
        Instant now = run.clock().instant().truncatedTo(ChronoUnit.MILLIS);
        event.put("event_id", EventIds.root().toString());
        event.put("event_name", "batch-encode-requested");
        event.put("occurred_at", now);
        event.put("recorded_at", now);
        event.put("event_source", "cli/" + LogEvents.host());
        event.put("host", LogEvents.host());
        event.put("producer_version", VersionCommand.version());
        event.put("correlation_id", requestId);
        event.put("project_id", projectId);
        event.put("actor", run.log().actor());
        event.put("actor_assurance", "claimed");
        event.put("environment", run.terminal().variable("QUENYAN_ENVIRONMENT").orElse("local"));
        event.put("outcome", "unknown");
        event.put("severity", INFORMATIONAL);
        event.put("drill", false);
    }
}
