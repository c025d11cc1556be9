package io.quenyan.outbox.avro;

import io.quenyan.event.EventEncoder;
import io.quenyan.event.RequestRefused;
import io.quenyan.outbox.Cause;
import io.quenyan.outbox.OutgoingRecord;
import org.jspecify.annotations.Nullable;

/// The answer to a request that can never work, as every service gives it.
///
/// @param refusedEvent log name of the request
/// @param reason one of the service's reasons, by its name
/// @param detail one sentence; the event gets at most 1,000 characters of it
public record Refused(
        String requestId,
        String refusedEvent,
        String reason,
        String detail,
        @Nullable String keyId,
        @Nullable Long pipelineEpoch) {

    private static final int MEDIUM = 3;
    private static final int LONGEST_DETAIL = 1_000;

    /// The event.
    public OutgoingRecord record(CommonBlock common, Cause cause) {
        RequestRefused event = new RequestRefused();
        event.setRequestId(requestId);
        event.setRefusedEvent(refusedEvent);
        event.setReason(reason);
        event.setDetail(detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…");
        event.put("key_id", keyId);
        event.put("pipeline_epoch", pipelineEpoch);
        common.fill(event, cause, "request-refused", "refused", MEDIUM);
        return OutgoingRecord.of(EventEncoder.encode(event));
    }
}
