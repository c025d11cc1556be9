package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.Encryption;
import io.quenyan.project.BatchReport;
import io.quenyan.project.FailedFile;
import io.quenyan.project.Integration;
import io.quenyan.project.Revision;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/// Tells the end of a batch: as a result, as the log event `project-batch-encode`, and to the topics.
final class BatchReportText {

    private final Run run;
    private final Path root;
    private final Path output;
    private final Encryption encryption;
    private final RunEvents events;

    BatchReportText(Run run, Path root, Path output, Encryption encryption, RunEvents events) {
        this.run = run;
        this.root = root;
        this.output = output;
        this.encryption = encryption;
        this.events = events;
    }

    Exit tell(BatchReport report) {
        if (report.index() != null) {
            Instant now = run.clock().instant();
            run.log().write("project-batch-encode", run.log().runId(), payload(report), now);
            events.tell(new BatchEvents(run, report.project(), root, output, encryption, now).of(report));
        }
        if (report.packages() == 0) {
            run.warn("Nothing was encoded: there is no descriptor; --sources packages every file");
        }
        if (run.json()) {
            run.print(result(report));
        } else {
            lines(report);
        }
        return report.failed().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    }

    private ObjectNode result(BatchReport report) {
        ObjectNode node = Run.object();
        node.put("project", report.project());
        counts(node, report);
        failed(node.putArray("failed"), report);
        report.stale().forEach(node.putArray("stale")::add);
        node.put("pruned", report.pruned());
        node.put("index", report.index() == null ? null : index());
        digests(node, report);
        return node;
    }

    private void counts(ObjectNode node, BatchReport report) {
        node.put("seen", report.seen());
        node.put("encoded", report.encoded());
        ObjectNode excluded = node.putObject("excluded");
        report.excluded().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> excluded.put(entry.getKey(), entry.getValue()));
        node.put("packages", report.packages());
        node.put("bytes", report.bytes());
    }

    private static void failed(ArrayNode array, BatchReport report) {
        for (FailedFile file : report.failed()) {
            array.addObject()
                    .put("path", file.path())
                    .put("reason", file.code())
                    .put("detail", file.detail());
        }
    }

    private static void digests(ObjectNode node, BatchReport report) {
        node.put("index_sha256", report.indexSha256());
        node.put("content_sha256", report.contentSha256());
        node.put("generation", report.generation());
        node.set("key_management", KeyTold.of(report));
        Revision revision = report.revision();
        node.put("source_commit", revision == null ? null : revision.commit());
        node.put("source_tree", revision == null ? null : revision.tree());
        node.put("source_dirty", report.dirty());
        node.put("duration_ms", report.duration().toMillis());
    }

    /// The runbook's fields first: `processed`, `project_root`, `integrations`.
    private ObjectNode payload(BatchReport report) {
        ObjectNode payload = Run.object();
        payload.put("processed", report.encoded());
        payload.put("project_root", root.toString());
        integrations(payload.putArray("integrations"), report);
        payload.put("project", report.project());
        payload.put("outcome", outcome(report));
        counts(payload, report);
        payload.put("failed", report.failed().size());
        payload.put("output_dir", output.toString());
        payload.put("encryption_version", encryption.number());
        digests(payload, report);
        return payload;
    }

    private static void integrations(ArrayNode array, BatchReport report) {
        for (Integration integration : report.integrations()) {
            ObjectNode node = array.addObject();
            node.put("system", integration.system());
            node.put("manifest_path", integration.manifestPath());
            integration.suggestedCommands().forEach(node.putArray("suggested_commands")::add);
            node.put("ci_template", integration.ciTemplate());
        }
    }

    static String outcome(BatchReport report) {
        if (report.failed().isEmpty()) {
            return "success";
        }
        return report.encoded() == 0 ? "failure" : "partial";
    }

    private String index() {
        return output.resolve("index.json").toString();
    }

    private void lines(BatchReport report) {
        report.failed()
                .forEach(file -> run.say("failed: %s: %s: %s".formatted(file.path(), file.code(), file.detail())));
        run.print("%d of %d files encoded into %d packages, %d bytes, in %d ms"
                .formatted(
                        report.encoded(),
                        report.seen(),
                        report.packages(),
                        report.bytes(),
                        report.duration().toMillis()));
        report.excluded().forEach((reason, files) -> run.print("  left out: %d, %s".formatted(files, reason)));
        if (!report.stale().isEmpty()) {
            run.print("  %s: %d packages of earlier runs%s"
                    .formatted(
                            report.pruned() ? "removed" : "stale",
                            report.stale().size(),
                            report.pruned() ? "" : "; --prune removes them"));
        }
        run.print(
                report.index() == null
                        ? "Dry run: nothing was written"
                        : "Index: %s (SHA-256 %s)".formatted(index(), report.indexSha256()));
        run.print("Content: SHA-256 %s".formatted(report.contentSha256()));
        KeyTold.line(report).ifPresent(run::print);
    }
}
