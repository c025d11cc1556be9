package io.quenyan.state.kafka;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.StateQuarantined;
import io.quenyan.outbox.Cause;
import io.quenyan.outbox.Envelope;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.outbox.avro.Refused;
import io.quenyan.project.FileAction;
import io.quenyan.project.grants.Location;
import io.quenyan.state.Announcements;
import io.quenyan.state.EncodedBatch;
import io.quenyan.state.FileResult;
import io.quenyan.state.PerFileEvents;
import io.quenyan.state.Quarantine;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.Refusal;
import io.quenyan.state.Run;
import io.quenyan.state.RunPlan;
import io.quenyan.state.RunResult;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// The log events of state-service, and its requests to the encoder. Ids follow from cause and subject, so the same
/// fact told twice is the same event.
public final class StateEvents implements Announcements {

    private static final int INFORMATIONAL = 1;
    private static final int HIGH = 4;

    private final CommonBlock common;
    private final RunSummary summary;
    private final FileEvent files;

    public StateEvents(CommonBlock common, Clock clock) {
        this.common = common;
        this.summary = new RunSummary(common, clock);
        this.files = new FileEvent(common);
    }

    @Override
    public OutgoingRecord ask(Run run, RunPlan.Ask ask, String commit) {
        RebuildRequest request = run.asked();
        BatchEncodeRequested event = new BatchEncodeRequested();
        event.setRequestId(ask.requestId());
        event.setSourceUri(request.sourceUri());
        event.setRevision(commit);
        event.setOutputUri(request.outputUri());
        event.setInclude(request.includeGlobs());
        event.setPackageSources(request.sources());
        event.put("passphrase_ref", request.passphraseRef());
        event.setEncryptionVersion(request.encryption());
        RunPlan.Part paths = ask.paths();
        if (paths != null) {
            event.put(
                    "paths_uri",
                    Location.file(run.outputUri()).child(paths.name()).uri());
            event.put("paths_sha256", paths.sha256());
            event.put("base_index_sha256", paths.baseIndexSha256());
        }
        event.put("pipeline_epoch", request.pipelineEpoch());
        event.setNotAfter(run.notAfter().truncatedTo(ChronoUnit.MILLIS));
        common.fill(event, cause(request), "batch-encode-requested", "unknown", INFORMATIONAL);
        return OutgoingRecord.of(EventEncoder.encode(event));
    }

    @Override
    public List<OutgoingRecord> rebuilt(Run run, RunResult result) {
        PerFileEvents wanted = run.asked().events();
        Stream<OutgoingRecord> single = result.results().stream()
                .filter(file -> isWanted(file, wanted))
                .map(file -> files.of(run, result.index(), file));
        return Stream.concat(single, Stream.of(summary.of(run, result))).toList();
    }

    private static boolean isWanted(FileResult file, PerFileEvents wanted) {
        return switch (wanted) {
            case ALL -> true;
            case CHANGED -> file.action() != FileAction.REUSED;
            case NONE -> false;
        };
    }

    @Override
    public OutgoingRecord refused(RebuildRequest request, Refusal refusal) {
        return new Refused(
                        request.requestId(),
                        "incremental-rebuild-requested",
                        refusal.reason(),
                        refusal.detail(),
                        request.keyId(),
                        request.pipelineEpoch())
                .record(common, cause(request));
    }

    @Override
    public OutgoingRecord quarantined(Run run, Quarantine quarantine) {
        StateQuarantined event = new StateQuarantined();
        RebuildRequest request = run.request();
        event.put("request_id", request == null ? null : request.requestId());
        event.setQuarantineId(quarantine.id());
        event.setStateUri("state-service:" + run.projectId());
        event.put("quarantine_uri", "state-service:" + quarantine.id());
        event.setReason("digest-mismatch");
        event.setDetail("The rows have the digest %s, and %s was stored with them"
                .formatted(quarantine.found(), quarantine.expected()));
        event.setEntries(quarantine.files());
        event.put("output_uri", quarantine.outputUri());
        event.setGeneration(quarantine.generation());
        event.put("pipeline_epoch", request == null ? null : request.pipelineEpoch());
        common.fill(event, cause(run), "state-quarantined", "failure", HIGH);
        return OutgoingRecord.of(EventEncoder.encode(event));
    }

    private static Cause cause(Run run) {
        EncodedBatch batch = run.batch();
        if (run.request() != null || batch == null) {
            return cause(run.asked());
        }
        return new Cause(batch.envelope(), batch.correlationId(), batch.projectId());
    }

    static Cause cause(RebuildRequest request) {
        Envelope envelope = request.envelope();
        return new Cause(envelope, request.requestId(), request.projectId());
    }
}
