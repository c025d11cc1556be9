package io.quenyan.encoder.kafka;

import io.quenyan.encoder.Announcements;
import io.quenyan.encoder.Batch;
import io.quenyan.encoder.BatchResult;
import io.quenyan.encoder.EncodeRequest;
import io.quenyan.encoder.Refusal;
import io.quenyan.encoder.TaskResult.StoredPackage;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.outbox.avro.Refused;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.grants.Location;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/// The encoder's log events. Ids follow from cause and subject, so the same fact told twice is the same event.
public final class EncoderEvents implements Announcements {

    private static final int INFORMATIONAL = 1;
    private static final int MEDIUM = 3;
    private static final int HIGH = 4;

    private final CommonBlock common;
    private final Clock clock;

    public EncoderEvents(CommonBlock common, Clock clock) {
        this.common = common;
        this.clock = clock;
    }

    @Override
    public OutgoingRecord packageEncoded(Batch batch, StoredPackage stored) {
        EncodeRequest request = batch.request();
        PackageEncoded event = new PackageEncoded();
        event.setPath(stored.path());
        event.setKind(stored.kind());
        event.setMode(stored.mode());
        event.setPackageSha256(stored.sha256());
        event.setPackageUri(
                Location.file(request.outputUri()).child(stored.name()).uri());
        event.setPackageBytes(stored.bytes());
        event.setEncryptionVersion(request.encryption());
        event.put("source_commit", stored.commit());
        event.setGeneration(stored.generation());
        key(event, batch);
        event.put("pipeline_epoch", request.pipelineEpoch());
        common.fill(event, request.cause(), "package-encoded", "success", INFORMATIONAL);
        return OutgoingRecord.of(EventEncoder.encode(event));
    }

    @Override
    public OutgoingRecord batchEncoded(
            Batch batch, BatchResult result, Map<String, Long> excluded, List<String> integrations) {
        EncodeRequest request = batch.request();
        Location output = Location.file(request.outputUri());
        ProjectBatchEncoded event = new ProjectBatchEncoded();
        event.setRequestId(request.requestId());
        event.setSourceUri(request.sourceUri());
        event.setSourceCommit(batch.planned().commit());
        event.setSourceTree(batch.planned().tree());
        event.setSourceDirty(false);
        event.setOutputUri(output.uri());
        event.setIndexUri(output.child("index.json").uri());
        event.setIndexSha256(result.indexSha256());
        event.setContentSha256(result.contentSha256());
        event.setEncryptionVersion(request.encryption());
        event.setSeen(result.encoded() + result.failed());
        event.setEncoded(result.encoded());
        event.setFailed(result.failed());
        event.setExcluded(excluded);
        event.setPackages(result.packages());
        event.setPackageBytes(result.bytes());
        if (result.failures() != null) {
            event.setFailuresUri(output.child(result.failures().name()).uri());
            event.setFailuresSha256(result.failures().sha256());
        }
        event.setIntegrations(integrations);
        event.setDurationMs(
                Duration.between(batch.acceptedAt(), clock.instant()).toMillis());
        event.setGeneration(batch.generation());
        key(event, batch);
        event.put("pipeline_epoch", request.pipelineEpoch());
        String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
        common.fill(event, request.cause(), "project-batch-encode", outcome, severity(result.outcome()));
        return OutgoingRecord.of(EventEncoder.encode(event));
    }

    private static void key(SpecificRecordBase event, Batch batch) {
        KeyManagement block = batch.planned().keyManagement();
        if (block != null) {
            event.put("key_provider", block.provider());
            event.put("key_id", block.keyId());
            event.put("key_version", block.keyVersion());
        }
    }

    @Override
    public OutgoingRecord refused(EncodeRequest request, Refusal refusal) {
        return new Refused(
                        request.requestId(),
                        "batch-encode-requested",
                        refusal.reason().name(),
                        refusal.detail(),
                        request.keyId(),
                        request.pipelineEpoch())
                .record(common, request.cause());
    }

    private static int severity(BatchResult.Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> INFORMATIONAL;
            case PARTIAL -> MEDIUM;
            case FAILURE -> HIGH;
        };
    }
}
