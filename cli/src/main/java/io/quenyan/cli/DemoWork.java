package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.git.GitProgram;
import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.EventStream;
import io.quenyan.cli.kafka.From;
import io.quenyan.cli.kafka.SeenEvent;
import io.quenyan.event.EventIds;
import io.quenyan.format.DerivedKeys;
import io.quenyan.format.KdfLimits;
import io.quenyan.project.IndexFile;
import io.quenyan.project.PackageStore;
import io.quenyan.project.Progress;
import io.quenyan.project.Restoration;
import io.quenyan.project.RestorationReport;
import io.quenyan.project.RestoredTree;
import io.quenyan.project.Sample;
import io.quenyan.project.Verification;
import io.quenyan.project.VerificationReport;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.file.RestoreFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The steps of the demonstration once the platform is up. Each says what it found, and stops the rest if that is
/// wrong.
final class DemoWork {

    private static final Duration STEP = Duration.ofMillis(500);
    private static final int SAMPLE = 3;

    private final Run run;
    private final DemoProject project;
    private final GitProgram git;
    private final Cluster cluster;

    DemoWork(Run run, DemoProject project, GitProgram git, Cluster cluster) {
        this.run = run;
        this.project = project;
        this.git = git;
        this.cluster = cluster;
    }

    /// Does all of it. Returns what a script wants to know.
    ObjectNode run(Duration timeout) throws IOException {
        String requestId = EventIds.root().toString();
        SeenEvent answer = encode(requestId, timeout);
        PackageStore packages = PackageFolder.open(project.output());
        IndexFile index = IndexOptions.read(project.output().resolve("index.json"));
        try (DerivedKeys keys = new DerivedKeys(project.passphrase(), KdfLimits.DEFAULT)) {
            verify(packages, index, keys, answer.field("content_sha256").orElse(""));
            restore(packages, index, keys);
            decodeSample(packages, index, keys);
        }
        compare();
        return result(requestId, answer, showEvents(requestId));
    }

    private ObjectNode result(String requestId, SeenEvent answer, List<SeenEvent> events) {
        ObjectNode node = Run.object();
        node.put("project", project.id()).put("commit", project.commit()).put("request_id", requestId);
        node.put("packages", answer.field("packages").map(Long::valueOf).orElse(0L));
        node.put("content_sha256", answer.field("content_sha256").orElse(""));
        node.put("output", project.output().toString())
                .put("restored", project.restored().toString());
        ArrayNode records = node.putArray("events");
        events.forEach(event -> records.add(event.toNode()));
        return node;
    }

    /// With `--json` the result alone goes to stdout.
    private void tell(String line) {
        if (run.json()) {
            run.say(line);
        } else {
            run.print(line);
        }
    }

    private SeenEvent encode(String requestId, Duration timeout) {
        tell("Encode: commit %s of %s, through encoder-service".formatted(project.commit(), project.repository()));
        EncodeRequest request = new EncodeRequest(
                project.id(),
                requestId,
                project.sourceUri(),
                project.commit(),
                project.outputUri(),
                List.of(),
                true,
                DemoProject.PASSPHRASE_REF,
                null,
                2);
        SeenEvent answer = new RemoteBatch(run, cluster).ask(request.event(run), timeout);
        tell("  " + EventText.of(answer));
        Exit exit = EventExit.of(answer);
        if (exit != Exit.OK) {
            throw new CommandFailure(exit, "DEMO_FAILED", "The services answered: " + EventText.of(answer));
        }
        return answer;
    }

    private void verify(PackageStore packages, IndexFile index, DerivedKeys keys, String contentSha256) {
        VerificationReport report =
                new Verification(packages, keys, Progress.NONE).verify(index, Sample.ALL, contentSha256);
        VerifyCommand.tellBad(run, report.bad());
        tell("Verify: %d of %d packages are right and authentic; content SHA-256 %s"
                .formatted(report.ok(), report.checked(), report.contentSha256()));
        if (!report.bad().isEmpty()) {
            throw new CommandFailure(Exit.INTEGRITY, "DEMO_FAILED", "Not every package is right");
        }
    }

    private void restore(PackageStore packages, IndexFile index, DerivedKeys keys) throws IOException {
        UserFile.removeFolder(project.restored());
        try (RestoredTree target = RestoreFolder.open(project.restored(), false)) {
            RestorationReport report = new Restoration(packages, keys, Progress.NONE).restore(index, target);
            VerifyCommand.tellBad(run, report.bad());
            tell("Restore: %d files, %d bytes, into %s"
                    .formatted(report.written(), report.bytes(), project.restored()));
            if (!report.bad().isEmpty()) {
                throw new CommandFailure(Exit.INTEGRITY, "DEMO_FAILED", "Not every file was restored");
            }
        }
    }

    private void decodeSample(PackageStore packages, IndexFile index, DerivedKeys keys) throws IOException {
        Path decoded = project.folder().resolve("decoded");
        UserFile.removeFolder(decoded);
        try (RestoredTree target = RestoreFolder.open(decoded, false)) {
            RestorationReport report =
                    new Restoration(packages, keys, Progress.NONE).decode(index, target, new Sample(SAMPLE, 0));
            tell("Decode: a sample of %d packages, into %s".formatted(report.written(), decoded));
        }
    }

    private void compare() {
        String difference = git.difference(project.commit(), project.restored());
        if (!difference.isBlank()) {
            throw new CommandFailure(
                    Exit.INTEGRITY,
                    "DEMO_FAILED",
                    "What was restored differs from the commit: "
                            + difference.strip().replace("\n", ", "));
        }
        tell("Compare: 'git diff %s' against the restored files is empty".formatted(project.commit()));
    }

    private List<SeenEvent> showEvents(String requestId) {
        List<SeenEvent> seen = new ArrayList<>();
        try (EventStream stream = EventStream.open(cluster, _ -> true, From.request(requestId))) {
            while (!stream.caughtUp()) {
                stream.poll(STEP).stream()
                        .filter(event -> event.has("correlation_id", requestId))
                        .forEach(seen::add);
            }
        }
        seen.sort(Comparator.comparing(SeenEvent::timestamp)
                .thenComparing(SeenEvent::topic)
                .thenComparing(SeenEvent::offset));
        tell("Events of request %s, in order of time:".formatted(requestId));
        seen.forEach(event -> tell("  " + EventText.of(event)));
        return seen;
    }
}
