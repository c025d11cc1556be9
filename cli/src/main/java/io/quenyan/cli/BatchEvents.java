package io.quenyan.cli;

import io.quenyan.event.EncodedEvent;
import io.quenyan.event.EventEncoder;
import io.quenyan.event.EventIds;
import io.quenyan.event.EventSubject;
import io.quenyan.event.PackageEncoded;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.format.Encryption;
import io.quenyan.project.BatchReport;
import io.quenyan.project.FailureList;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.Integration;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// What a batch on the command line tells the topics: the same events as a service's, with the run as their request.
///
/// Ids follow from the run and the subject, so that the same run published twice is the same events.
final class BatchEvents {

    private final Run run;
    private final Path root;
    private final Path output;
    private final Encryption encryption;
    private final EventBlock block;

    BatchEvents(Run run, String project, Path root, Path output, Encryption encryption, Instant at) {
        this.run = run;
        this.root = root;
        this.output = output;
        this.encryption = encryption;
        this.block = new EventBlock(run, at, run.log().runId(), project);
    }

    /// One event per package, then the one of the batch.
    List<EncodedEvent> of(BatchReport report) {
        List<EncodedEvent> events = new ArrayList<>();
        KeyManagement block = report.keyManagement();
        report.entries().forEach(entry -> events.add(packageEncoded(entry, block == null ? null : block.provider())));
        events.add(batchEncoded(report));
        return events;
    }

    private EncodedEvent packageEncoded(IndexEntry entry, @Nullable String provider) {
        PackageEncoded event = new PackageEncoded();
        event.setPath(entry.path());
        event.setKind(entry.kind().text());
        event.setMode(entry.mode().text());
        event.setPackageSha256(entry.sha256());
        event.setPackageUri(uri(output.resolve(entry.packageName())));
        event.setPackageBytes(entry.size());
        event.setEncryptionVersion(encryption.number());
        event.put("source_commit", entry.commit());
        event.setGeneration(entry.generation());
        if (entry.keyId() != null) {
            event.put("key_provider", provider);
            event.put("key_id", entry.keyId());
            event.put("key_version", entry.keyVersion());
        }
        return encoded(event, "package-encoded", "success", EventBlock.INFORMATIONAL);
    }

    private EncodedEvent batchEncoded(BatchReport report) {
        ProjectBatchEncoded event = new ProjectBatchEncoded();
        Revision revision = report.revision();
        event.setRequestId(run.log().runId());
        event.setSourceUri((revision == null ? "" : "git+") + uri(root));
        event.put("source_commit", revision == null ? null : revision.commit());
        event.put("source_tree", revision == null ? null : revision.tree());
        event.setSourceDirty(report.dirty());
        event.setOutputUri(uri(output));
        event.setIndexUri(uri(output.resolve("index.json")));
        event.setIndexSha256(Objects.requireNonNull(report.indexSha256(), "a batch that wrote has an index"));
        event.setContentSha256(report.contentSha256());
        event.setEncryptionVersion(encryption.number());
        event.setSeen(report.seen());
        event.setEncoded(report.encoded());
        event.setFailed(report.failed().size());
        event.setExcluded(report.excluded());
        event.setPackages(report.packages());
        event.setPackageBytes(report.bytes());
        if (!report.failed().isEmpty()) {
            event.setFailuresUri(uri(output.resolve(FailureList.NAME)));
            event.setFailuresSha256(new FailureList(report.failed()).sha256());
        }
        event.setIntegrations(
                report.integrations().stream().map(Integration::system).toList());
        event.setDurationMs(report.duration().toMillis());
        event.setGeneration(report.generation());
        EventKey.put(event, report.keyManagement());
        return encoded(event, "project-batch-encode", BatchReportText.outcome(report), severity(report));
    }

    private static int severity(BatchReport report) {
        return switch (BatchReportText.outcome(report)) {
            case "success" -> EventBlock.INFORMATIONAL;
            case "partial" -> EventBlock.MEDIUM;
            default -> EventBlock.HIGH;
        };
    }

    private EncodedEvent encoded(SpecificRecordBase event, String name, String outcome, int severity) {
        Topic topic = TopicCatalogue.load().ofRecord(event.getSchema().getName());
        String subject = EventSubject.of(topic, event);
        block.fill(event, EventIds.of(run.log().runId(), name, subject).toString(), name, outcome, severity);
        return EventEncoder.encode(event);
    }

    private static String uri(Path path) {
        return path.toAbsolutePath().normalize().toUri().toString().replaceFirst("/$", "");
    }
}
