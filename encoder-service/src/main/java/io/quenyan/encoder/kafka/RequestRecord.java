package io.quenyan.encoder.kafka;

import io.quenyan.encoder.EncodeRequest;
import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.outbox.avro.CommonFields;
import java.util.List;
import java.util.Objects;

/// The Avro record of a request and the request it says. The generated class goes no further than this.
final class RequestRecord {

    private RequestRecord() {}

    /// The request, nothing in it checked.
    static EncodeRequest toRequest(BatchEncodeRequested event) {
        return new EncodeRequest(
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
                event.getPathsUri(),
                event.getPathsSha256(),
                event.getBaseIndexSha256(),
                event.getKeyProvider() == null ? null : CommonFields.cut(event.getKeyProvider(), 64),
                event.getKeyId() == null ? null : CommonFields.cut(event.getKeyId(), 2048),
                event.getPipelineEpoch(),
                event.getNotAfter());
    }
}
