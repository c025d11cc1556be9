package io.quenyan.state;

import io.quenyan.outbox.Envelope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A batch that the encoder has ended, as its event tells.
///
/// @param eventId of the event
/// @param requestId of the batch
/// @param failuresUri list of the failed files; null when none failed
/// @param correlationId of the request whose effect it is
/// @param envelope what goes over into events that this one causes
public record EncodedBatch(
        String eventId,
        String requestId,
        String projectId,
        String sourceUri,
        @Nullable String commit,
        @Nullable String tree,
        String outputUri,
        String indexSha256,
        String contentSha256,
        int encryption,
        @Nullable String failuresUri,
        @Nullable String failuresSha256,
        List<String> integrations,
        long generation,
        @Nullable Long pipelineEpoch,
        Instant occurredAt,
        String correlationId,
        Envelope envelope) {
    public EncodedBatch {
        integrations = List.copyOf(integrations);
    }
}
