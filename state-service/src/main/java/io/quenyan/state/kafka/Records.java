package io.quenyan.state.kafka;

import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.RequestRefused;
import io.quenyan.outbox.avro.CommonFields;
import io.quenyan.state.EncodedBatch;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.RefusedBatch;
import java.util.List;
import java.util.Objects;

/// What the Avro records say. The generated classes go no further than this.
final class Records {

    private Records() {}

    static RebuildRequest request(IncrementalRebuildRequested event) {
        return new RebuildRequest(
                CommonFields.ofRequest(event),
                event.getRequestId(),
                Objects.requireNonNull(event.getProjectId()),
                event.getSourceUri(),
                event.getRevision(),
                event.getOutputUri(),
                List.copyOf(event.getInclude()),
                event.getPackageSources(),
                event.getPassphraseRef(),
                event.getEncryptionVersion(),
                event.getForce(),
                event.getPerFileEvents(),
                event.getDependenciesPath(),
                event.getPathsUri(),
                event.getBaseIndexSha256(),
                event.getKeyProvider() == null ? null : CommonFields.cut(event.getKeyProvider(), 64),
                event.getKeyId() == null ? null : CommonFields.cut(event.getKeyId(), 2_048),
                event.getPipelineEpoch(),
                event.getNotAfter());
    }

    static EncodedBatch batch(ProjectBatchEncoded event) {
        return new EncodedBatch(
                event.getEventId(),
                event.getRequestId(),
                Objects.requireNonNullElse(event.getProjectId(), ""),
                event.getSourceUri(),
                event.getSourceCommit(),
                event.getSourceTree(),
                event.getOutputUri(),
                event.getIndexSha256(),
                event.getContentSha256(),
                event.getEncryptionVersion(),
                event.getFailuresUri(),
                event.getFailuresSha256(),
                List.copyOf(event.getIntegrations()),
                Objects.requireNonNullElse(event.getGeneration(), 0L),
                event.getPipelineEpoch(),
                event.getOccurredAt(),
                event.getCorrelationId(),
                CommonFields.ofEvent(event));
    }

    static RefusedBatch refusal(RequestRefused event) {
        return new RefusedBatch(
                event.getProjectId(),
                event.getRequestId(),
                event.getRefusedEvent(),
                event.getReason(),
                event.getDetail());
    }
}
