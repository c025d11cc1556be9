package io.quenyan.state.kafka;

import io.quenyan.event.EventEncoder;
import io.quenyan.event.ProjectIncrementalRebuilt;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.project.Reconciliation;
import io.quenyan.project.StateCondition;
import io.quenyan.project.grants.Location;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.Run;
import io.quenyan.state.RunPlan;
import io.quenyan.state.RunResult;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Tells that a run has ended, and proves that no file was skipped.
final class RunSummary {

    private static final int INFORMATIONAL = 1;
    private static final int MEDIUM = 3;
    private static final int HIGH = 4;

    private final CommonBlock common;
    private final Clock clock;

    RunSummary(CommonBlock common, Clock clock) {
        this.common = common;
        this.clock = clock;
    }

    OutgoingRecord of(Run run, RunResult result) {
        RebuildRequest request = run.asked();
        RunPlan plan = run.planned();
        ProjectIncrementalRebuilt event = new ProjectIncrementalRebuilt();
        event.setRequestId(request.requestId());
        event.setSourceUri(request.sourceUri());
        event.put("source_commit", plan.commit());
        event.put("source_tree", plan.tree());
        event.setSourceDirty(false);
        event.setEncryptionVersion(request.encryption());
        event.setForce(request.force());
        StateCondition state = Objects.requireNonNullElse(run.state(), StateCondition.OK);
        event.setState(state.text());
        event.put("quarantine", run.quarantine());
        event.setIntegrations(plan.integrations());
        event.put("batch_request_id", plan.ask() == null ? null : plan.ask().requestId());
        event.setDurationMs(Duration.between(run.acceptedAt(), clock.instant()).toMillis());
        event.put("pipeline_epoch", request.pipelineEpoch());
        index(event, run, result);
        counts(event, result);
        common.fill(
                event, StateEvents.cause(request), "project-incremental-rebuild", outcome(result), severity(result));
        return OutgoingRecord.of(EventEncoder.encode(event));
    }

    private static void index(ProjectIncrementalRebuilt event, Run run, RunResult result) {
        Location output = Location.file(run.outputUri());
        RunResult.Index index = result.index();
        event.setOutputUri(output.uri());
        event.put("index_uri", output.child("index.json").uri());
        event.put("index_sha256", index.sha256());
        event.put("content_sha256", index.contentSha256());
        event.setGeneration(index.generation());
        event.setPackages(index.packages());
        event.setPackageBytes(index.bytes());
        RunResult.FileList list = result.list();
        if (list != null) {
            event.put("files_uri", output.child(list.name()).uri());
            event.put("files_sha256", list.sha256());
        }
    }

    private static void counts(ProjectIncrementalRebuilt event, RunResult result) {
        Reconciliation counts = result.counts();
        event.setTracked(counts.tracked());
        event.setSeen(counts.seen());
        event.setExcluded(counts.excluded());
        event.setUnaccounted(result.unaccounted());
        event.setRebuilt(counts.rebuilt());
        event.setReused(counts.reused());
        event.setFailed(counts.failed());
        event.setRemoved(counts.removed());
        Map<String, Long> reasons = new TreeMap<>();
        counts.reasons().forEach((reason, files) -> reasons.put(reason.text(), files));
        event.setReasons(reasons);
        event.setHitRate(counts.hitRate());
    }

    private static String outcome(RunResult result) {
        if (result.unaccounted() > 0) {
            return "failure";
        }
        long failed = result.counts().failed();
        return failed == 0 ? "success" : failed == result.counts().seen() ? "failure" : "partial";
    }

    private static int severity(RunResult result) {
        if (result.unaccounted() > 0) {
            return HIGH;
        }
        return result.counts().failed() == 0 ? INFORMATIONAL : MEDIUM;
    }
}
