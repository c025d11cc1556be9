package io.quenyan.cli;

import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.EventIds;
import io.quenyan.event.EventSubject;
import io.quenyan.event.ProjectIncrementalFile;
import io.quenyan.event.ProjectIncrementalRebuilt;
import io.quenyan.event.StateQuarantined;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.format.Encryption;
import io.quenyan.project.BatchReport;
import io.quenyan.project.Decision;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileAction;
import io.quenyan.project.IncrementalReport;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.Integration;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.Reconciliation;
import io.quenyan.project.Revision;
import io.quenyan.project.file.StatefulBatch;
import java.nio.file.Path;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// What an incremental run on the command line tells the topics: the same events as a service's, with the run
/// as their
/// request. Files that were reused have none, as with a service.
final class IncrementalEvents {

    private final Run run;
    private final Path root;
    private final Path output;
    private final Encryption encryption;
    private final EventBlock block;

    IncrementalEvents(Run run, String project, Path root, Path output, Encryption encryption, Instant at) {
        this.run = run;
        this.root = root;
        this.output = output;
        this.encryption = encryption;
        this.block = new EventBlock(run, at, run.log().runId(), project);
    }

    /// One event for each file that changed, then the one of the run. Each is made when it is asked for:
    /// there may be
    /// as many as the project has files.
    ///
    /// @param before what is told first
    List<EncodedEvent> of(StatefulBatch.Finished finished, boolean forced, List<EncodedEvent> before) {
        IncrementalReport report = finished.report();
        Map<String, List<IndexEntry>> entries = new HashMap<>();
        report.batch()
                .entries()
                .forEach(entry -> entries.computeIfAbsent(entry.path(), _ -> new ArrayList<>(2))
                        .add(entry));
        Map<String, FailedFile> failed = new HashMap<>();
        report.batch().failed().forEach(file -> failed.put(file.path(), file));
        List<Decision> changed = report.decisions().stream()
                .filter(decision -> decision.action() != FileAction.REUSED)
                .toList();
        return new AbstractList<>() {
            @Override
            public EncodedEvent get(int at) {
                int after = at - before.size();
                if (after < 0) {
                    return before.get(at);
                }
                if (after == changed.size()) {
                    return rebuilt(finished, forced);
                }
                Decision decision = changed.get(after);
                return file(decision, report.batch(), entries.getOrDefault(decision.path(), List.of()), failed);
            }

            @Override
            public int size() {
                return before.size() + changed.size() + 1;
            }
        };
    }

    private EncodedEvent file(
            Decision decision, BatchReport batch, List<IndexEntry> packages, Map<String, FailedFile> failed) {
        ProjectIncrementalFile event = new ProjectIncrementalFile();
        event.setRequestId(run.log().runId());
        event.setPath(decision.path());
        event.setAction(decision.action().text());
        RebuildReason reason = decision.reason();
        event.put("reason", reason == null ? null : reason.text());
        FailedFile failure = failed.get(decision.path());
        event.put("failure_code", failure == null ? null : failure.code());
        event.put("failure_detail", failure == null ? null : failure.detail());
        event.put("mode", packages.isEmpty() ? null : packages.getFirst().mode().text());
        event.setPackageKinds(packages.stream().map(each -> each.kind().text()).toList());
        event.setPackageSha256s(packages.stream().map(IndexEntry::sha256).toList());
        event.setPackageUris(packages.stream()
                .map(each -> uri(output.resolve(each.packageName())))
                .toList());
        event.setPackageBytes(packages.stream().mapToLong(IndexEntry::size).sum());
        event.setEncryptionVersion(encryption.number());
        event.put("source_commit", commit(batch));
        event.setGeneration(batch.generation());
        key(event, packages, batch.keyManagement());
        event.put(
                "package_generation",
                packages.isEmpty() ? null : packages.getFirst().generation());
        boolean lost = decision.action() == FileAction.FAILED;
        return encoded(
                event,
                "project-incremental-file",
                lost ? "failure" : "success",
                lost ? EventBlock.MEDIUM : EventBlock.INFORMATIONAL);
    }

    /// The key of the packages, which may be of an earlier version than the index's.
    private static void key(ProjectIncrementalFile event, List<IndexEntry> packages, @Nullable KeyManagement block) {
        if (!packages.isEmpty() && packages.getFirst().keyId() != null) {
            event.put("key_provider", block == null ? null : block.provider());
            event.put("key_id", packages.getFirst().keyId());
            event.put("key_version", packages.getFirst().keyVersion());
        }
    }

    private EncodedEvent rebuilt(StatefulBatch.Finished finished, boolean forced) {
        BatchReport batch = finished.report().batch();
        ProjectIncrementalRebuilt event = new ProjectIncrementalRebuilt();
        event.setRequestId(run.log().runId());
        Revision revision = batch.revision();
        event.setSourceUri((revision == null ? "" : "git+") + uri(root));
        event.put("source_commit", commit(batch));
        event.put("source_tree", revision == null ? null : revision.tree());
        event.setSourceDirty(batch.dirty());
        event.setOutputUri(uri(output));
        event.put("index_uri", uri(output.resolve("index.json")));
        event.put("index_sha256", batch.indexSha256());
        event.put("content_sha256", batch.contentSha256());
        event.setEncryptionVersion(encryption.number());
        event.setForce(forced);
        counts(event, finished.report().counts());
        event.setState(finished.condition().text());
        event.put("quarantine", finished.quarantine().map(Path::toString).orElse(null));
        event.setPackages(batch.packages());
        event.setPackageBytes(batch.bytes());
        event.setIntegrations(
                batch.integrations().stream().map(Integration::system).toList());
        event.setDurationMs(batch.duration().toMillis());
        event.setGeneration(batch.generation());
        EventKey.put(event, batch.keyManagement());
        String outcome = BatchReportText.outcome(batch);
        return encoded(
                event,
                "project-incremental-rebuild",
                outcome,
                outcome.equals("success") ? EventBlock.INFORMATIONAL : EventBlock.MEDIUM);
    }

    private static void counts(ProjectIncrementalRebuilt event, Reconciliation counts) {
        event.setTracked(counts.tracked());
        event.setSeen(counts.seen());
        event.setExcluded(counts.excluded());
        event.setUnaccounted(0);
        event.setRebuilt(counts.rebuilt());
        event.setReused(counts.reused());
        event.setFailed(counts.failed());
        event.setRemoved(counts.removed());
        Map<String, Long> reasons = new TreeMap<>();
        counts.reasons().forEach((reason, files) -> reasons.put(reason.text(), files));
        event.setReasons(reasons);
        event.setHitRate(counts.hitRate());
    }

    /// That a state was put away.
    EncodedEvent quarantined(Path from, Path to, String problem) {
        StateQuarantined event = new StateQuarantined();
        event.put("request_id", run.log().runId());
        event.setQuarantineId(String.valueOf(to.getFileName()));
        event.setStateUri(uri(from));
        event.put("quarantine_uri", uri(to));
        event.setReason("not-verified");
        event.setDetail("The state " + problem);
        event.put("output_uri", uri(output));
        return encoded(event, "state-quarantined", "success", EventBlock.HIGH);
    }

    private static @Nullable String commit(BatchReport batch) {
        Revision revision = batch.revision();
        return revision == null ? null : revision.commit();
    }

    private EncodedEvent encoded(SpecificRecordBase event, String name, String outcome, int severity) {
        String subject =
                EventSubject.of(TopicCatalogue.load().ofRecord(event.getSchema().getName()), event);
        block.fill(event, EventIds.of(run.log().runId(), name, subject).toString(), name, outcome, severity);
        return EventEncoder.encode(event);
    }

    private static String uri(Path path) {
        return path.toAbsolutePath().normalize().toUri().toString().replaceFirst("/$", "");
    }
}
