package io.quenyan.state.kafka;

import io.quenyan.event.EventEncoder;
import io.quenyan.event.ProjectIncrementalFile;
import io.quenyan.outbox.OutgoingRecord;
import io.quenyan.outbox.avro.CommonBlock;
import io.quenyan.project.PackageKey;
import io.quenyan.project.PackageName;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.RecordedPackage;
import io.quenyan.project.grants.Location;
import io.quenyan.state.FileResult;
import io.quenyan.state.RebuildRequest;
import io.quenyan.state.Run;
import io.quenyan.state.RunResult;
import java.util.List;

/// Tells what became of a single file.
final class FileEvent {

    private static final int INFORMATIONAL = 1;
    private static final int MEDIUM = 3;
    private static final int LONGEST_DETAIL = 1_000;

    private final CommonBlock common;

    FileEvent(CommonBlock common) {
        this.common = common;
    }

    OutgoingRecord of(Run run, RunResult.Index index, FileResult file) {
        RebuildRequest request = run.asked();
        ProjectIncrementalFile event = new ProjectIncrementalFile();
        event.setRequestId(request.requestId());
        event.setPath(file.path());
        event.setAction(file.action().text());
        event.put("reason", file.reason() == null ? null : file.reason().text());
        if (file.failure() != null) {
            event.put("failure_code", file.failure().code());
            event.put("failure_detail", shortened(file.failure().detail()));
        }
        event.setPackageKinds(List.of());
        event.setPackageSha256s(List.of());
        event.setPackageUris(List.of());
        if (file.recorded() != null) {
            packages(event, run, file.recorded());
        }
        event.setEncryptionVersion(index.encryption());
        event.put("source_commit", run.planned().commit());
        event.setGeneration(index.generation());
        event.put("pipeline_epoch", request.pipelineEpoch());
        boolean failed = file.failure() != null;
        common.fill(
                event,
                StateEvents.cause(request),
                "project-incremental-file",
                failed ? "failure" : "success",
                failed ? MEDIUM : INFORMATIONAL);
        return OutgoingRecord.of(EventEncoder.encode(event));
    }

    private static void packages(ProjectIncrementalFile event, Run run, RecordedFile file) {
        Location output = Location.file(run.outputUri());
        List<RecordedPackage> packages = file.packages();
        event.put("mode", file.mode().text());
        event.setPackageKinds(packages.stream().map(each -> each.kind().text()).toList());
        event.setPackageSha256s(packages.stream().map(RecordedPackage::sha256).toList());
        event.setPackageUris(packages.stream()
                .map(each ->
                        output.child(PackageName.of(file.path(), each.kind())).uri())
                .toList());
        event.setPackageBytes(packages.stream().mapToLong(RecordedPackage::size).sum());
        event.put("encoded_at", file.encodedAt());
        event.put("package_generation", file.generation());
        PackageKey key = file.sealed().key();
        if (key != null) {
            event.put("key_provider", key.provider());
            event.put("key_id", key.keyId());
            event.put("key_version", key.version());
        }
    }

    private static String shortened(String detail) {
        return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL - 1) + "…";
    }
}
