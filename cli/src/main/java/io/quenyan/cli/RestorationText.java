package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.project.RestorationReport;
import java.nio.file.Path;

/// Tells the end of a restoration, or of decoding an index.
final class RestorationText {

    private final Run run;
    private final Path output;

    RestorationText(Run run, Path output) {
        this.run = run;
        this.output = output;
    }

    Exit tell(RestorationReport report) {
        run.print(result(report), text(report));
        if (!report.bad().isEmpty()) {
            return Exit.INTEGRITY;
        }
        return report.missing().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    }

    private ObjectNode result(RestorationReport report) {
        ObjectNode node = Run.object();
        node.put("project", report.project());
        node.put("output_dir", output.toString());
        node.put("checked", report.checked());
        node.put("written", report.written());
        node.put("kept", report.kept());
        node.put("bytes", report.bytes());
        VerifyCommand.bad(node.putArray("bad"), report.bad());
        VerifyCommand.missing(node.putArray("missing"), report.missing());
        node.put("content_sha256", report.contentSha256());
        node.put("duration_ms", report.duration().toMillis());
        return node;
    }

    private String text(RestorationReport report) {
        VerifyCommand.tellBad(run, report.bad());
        report.missing().forEach(file -> run.say("not in the index: %s: %s".formatted(file.path(), file.reason())));
        return "%d files written to %s, %d kept, %d bytes, in %d ms. Content: SHA-256 %s"
                .formatted(
                        report.written(),
                        output,
                        report.kept(),
                        report.bytes(),
                        report.duration().toMillis(),
                        report.contentSha256());
    }
}
