package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.BatchReport;
import io.quenyan.project.Decision;
import io.quenyan.project.FailedFile;
import io.quenyan.project.FileAction;
import io.quenyan.project.IncrementalReport;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.Reconciliation;
import io.quenyan.project.Revision;
import io.quenyan.project.file.StatefulBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Tells the end of an incremental run: as a result, and as log events, one for every file and one for all.
final class IncrementalReportText {

    private final Run run;
    private final Path root;
    private final Path output;
    private final Path state;

    IncrementalReportText(Run run, Path root, Path output, Path state) {
        this.run = run;
        this.root = root;
        this.output = output;
        this.state = state;
    }

    /// Tells at once that a state was put away, whatever becomes of the run.
    void quarantined(Path from, Path to, String problem) {
        StatePlace.tellQuarantine(run, root, from, to, problem);
    }

    Exit tell(StatefulBatch.Finished finished) {
        IncrementalReport report = finished.report();
        if (finished.putBack()) {
            run.warn("STATE_PUT_BACK: the state file is an older copy; every file and package was looked at again");
        }
        long closed = report.counts().reasons().getOrDefault(RebuildReason.SECRET_CHANGED, 0L);
        if (closed > 0) {
            run.warn(("SECRET_CHANGED: the packages of %d files did not open with this passphrase, "
                            + "and are made again under it. If it was mistyped: run again with the right one")
                    .formatted(closed));
        }
        if (report.output() != null) {
            run.log().writeAll("project-incremental-file", files(report));
            run.log().write("project-incremental-rebuild", run.log().runId(), payload(finished));
        }
        ObjectNode result = result(finished);
        if (run.json()) {
            run.print(result);
        } else {
            lines(finished);
        }
        if (report.gap().isPresent()) {
            throw new CommandFailure(
                    Exit.INTEGRITY,
                    "NOT_RECONCILED",
                    "%s; nothing was published. Run again; if it stays, report it"
                            .formatted(report.gap().get()));
        }
        return report.batch().failed().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    }

    /// One event's payload for every path, by path.
    private Stream<LogEvents.Line> files(IncrementalReport report) {
        Map<String, List<IndexEntry>> entries = new HashMap<>();
        report.batch()
                .entries()
                .forEach(entry -> entries.computeIfAbsent(entry.path(), _ -> new ArrayList<>(2))
                        .add(entry));
        Map<String, FailedFile> failed = new HashMap<>();
        report.batch().failed().forEach(file -> failed.put(file.path(), file));
        return report.decisions().stream()
                .map(decision -> new LogEvents.Line(decision.path(), file(report, decision, entries, failed)));
    }

    private ObjectNode file(
            IncrementalReport report,
            Decision decision,
            Map<String, List<IndexEntry>> entries,
            Map<String, FailedFile> failed) {
        ObjectNode payload = Run.object();
        payload.put("action", decision.action().text());
        payload.put("path", decision.path());
        RebuildReason reason = decision.reason();
        payload.put("reason", reason == null ? null : reason.text());
        payload.put("project", report.batch().project());
        payload.put("project_root", root.toString());
        FailedFile failure = failed.get(decision.path());
        if (failure != null) {
            payload.put("failure_code", failure.code());
            payload.put("failure_detail", failure.detail());
        }
        if (decision.action() == FileAction.REBUILT || decision.action() == FileAction.REUSED) {
            ArrayNode packages = payload.putArray("packages");
            for (IndexEntry entry : entries.getOrDefault(decision.path(), List.of())) {
                packages.addObject()
                        .put("name", entry.packageName())
                        .put("sha256", entry.sha256())
                        .put("generation", entry.generation());
            }
        }
        return payload;
    }

    private ObjectNode payload(StatefulBatch.Finished finished) {
        ObjectNode payload = Run.object();
        payload.put("project_root", root.toString());
        payload.put("project", finished.report().batch().project());
        payload.put("outcome", BatchReportText.outcome(finished.report().batch()));
        counts(payload, finished);
        payload.put("failed", finished.report().counts().failed());
        payload.put("output_dir", output.toString());
        output(payload, finished);
        return payload;
    }

    private ObjectNode result(StatefulBatch.Finished finished) {
        IncrementalReport report = finished.report();
        ObjectNode node = Run.object();
        node.put("project", report.batch().project());
        counts(node, finished);
        node.put("failed", report.counts().failed());
        ArrayNode failures = node.putArray("failures");
        report.batch()
                .failed()
                .forEach(file -> failures.addObject()
                        .put("path", file.path())
                        .put("reason", file.code())
                        .put("detail", file.detail()));
        ArrayNode removed = node.putArray("removed_paths");
        report.decisions().stream()
                .filter(decision -> decision.action() == FileAction.REMOVED)
                .forEach(decision -> removed.add(decision.path()));
        report.batch().stale().forEach(node.putArray("stale")::add);
        node.put("gap", report.gap().orElse(null));
        output(node, finished);
        return node;
    }

    private void counts(ObjectNode node, StatefulBatch.Finished finished) {
        Reconciliation counts = finished.report().counts();
        node.put("tracked", counts.tracked());
        node.put("seen", counts.seen());
        ObjectNode excluded = node.putObject("excluded");
        new TreeMap<>(counts.excluded()).forEach(excluded::put);
        node.put("rebuilt", counts.rebuilt());
        node.put("reused", counts.reused());
        node.put("removed", counts.removed());
        ObjectNode reasons = node.putObject("reasons");
        new TreeMap<>(counts.reasons()).forEach((reason, files) -> reasons.put(reason.text(), files));
        node.put("hit_rate", counts.hitRate());
        node.put("state", finished.condition().text());
        node.put("state_file", state.toString());
        node.put("state_revision", finished.revision());
        node.put("state_problem", finished.problem().orElse(null));
        node.put("quarantine", finished.quarantine().map(Path::toString).orElse(null));
        node.put("put_back", finished.putBack());
    }

    private void output(ObjectNode node, StatefulBatch.Finished finished) {
        BatchReport batch = finished.report().batch();
        node.put(
                "index",
                batch.index() == null ? null : output.resolve("index.json").toString());
        node.put("index_sha256", batch.indexSha256());
        node.put("content_sha256", batch.contentSha256());
        node.put("generation", batch.generation());
        node.set("key_management", KeyTold.of(batch));
        Revision revision = batch.revision();
        node.put("source_commit", revision == null ? null : revision.commit());
        node.put("source_dirty", batch.dirty());
        node.put("packages", batch.packages());
        node.put("bytes", batch.bytes());
        node.put("duration_ms", batch.duration().toMillis());
    }

    private void lines(StatefulBatch.Finished finished) {
        IncrementalReport report = finished.report();
        Reconciliation counts = report.counts();
        report.batch()
                .failed()
                .forEach(file -> run.say("failed: %s: %s: %s".formatted(file.path(), file.code(), file.detail())));
        run.print("%d files found: %d seen, %d left out"
                .formatted(counts.tracked(), counts.seen(), counts.tracked() - counts.seen()));
        run.print("  rebuilt %d, reused %d, failed %d; removed %d"
                .formatted(counts.rebuilt(), counts.reused(), counts.failed(), counts.removed()));
        new TreeMap<>(counts.reasons())
                .forEach((reason, files) -> run.print("  rebuilt: %d, %s".formatted(files, reason.text())));
        new TreeMap<>(counts.excluded())
                .forEach((reason, files) -> run.print("  left out: %d, %s".formatted(files, reason)));
        run.print(
                report.output() == null
                        ? "Nothing was written"
                        : "Index: %s (SHA-256 %s)"
                                .formatted(
                                        output.resolve("index.json"),
                                        Objects.requireNonNull(
                                                report.batch().indexSha256(), "an output has an index")));
        KeyTold.line(report.batch()).ifPresent(run::print);
        run.print("State: %s, revision %d".formatted(finished.condition().text(), finished.revision()));
    }
}
