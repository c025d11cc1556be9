package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.KeySource;
import io.quenyan.project.BadEntry;
import io.quenyan.project.IndexFile;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.Verification;
import io.quenyan.project.VerificationReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Holds packages against their index.
@Command(
        description = "Verify packages against their index; with a secret also that index and packages are authentic.",
        footer =
                "Exit: 0 all right, 5 the secret does not fit, 6 the batch itself had failed files, 7 something is wrong.")
final class VerifyCommand implements Callable<Integer>, Recorded {

    private final Run run;

    @Mixin
    private final IndexOptions index = new IndexOptions();

    @Option(names = "--against", paramLabel = "FILE", description = "Another index whose content must be the same.")
    private @Nullable Path against;

    @Option(names = "--content-sha256", paramLabel = "HEX", description = "What the content must be.")
    private @Nullable String contentSha256;

    @Mixin
    private final ProtectionOptions protection = new ProtectionOptions();

    VerifyCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() throws IOException {
        IndexFile file = index.read();
        Optional<KeyManagement> block = KeyManagement.ofBlock(file.claimed().keyManagement());
        if (!protection.namesSecretFor(block, run)) {
            run.warn(
                    "No secret is named: sizes and digests are held against the index, and nobody vouches for the index");
            return tell(verify(file, null)).code();
        }
        try (ReadingKeys keys = protection.reading(index.project(file), run)) {
            return tell(verify(file, keys)).code();
        }
    }

    private VerificationReport verify(IndexFile file, @Nullable KeySource keys) throws IOException {
        String expected = expected(keys);
        try (FileProgress progress = FileProgress.of(run, "Verifying")) {
            return new Verification(index.packages(), keys, progress).verify(file, index.sample(), expected);
        }
    }

    private @Nullable String expected(@Nullable KeySource keys) throws IOException {
        if (against == null) {
            return contentSha256;
        }
        if (contentSha256 != null) {
            throw new CommandFailure(Exit.USAGE, "USAGE", "Give --against or --content-sha256, not both");
        }
        IndexFile other = IndexOptions.read(against);
        if (keys == null || !other.vouchedBy(keys)) {
            run.warn("Nobody vouches for '%s': this secret does not open it".formatted(against));
        }
        return other.claimed().contentSha256();
    }

    private Exit tell(VerificationReport report) {
        run.print(result(report), text(report));
        if (!report.bad().isEmpty()) {
            return Exit.INTEGRITY;
        }
        return report.missing().isEmpty() ? Exit.OK : Exit.SOME_FAILED;
    }

    private static ObjectNode result(VerificationReport report) {
        ObjectNode node = Run.object();
        node.put("project", report.project());
        node.put("generation", report.generation());
        node.put("authenticated", report.authenticated());
        node.put("checked", report.checked());
        node.put("ok", report.ok());
        bad(node.putArray("bad"), report.bad());
        missing(node.putArray("missing"), report.missing());
        node.put("content_sha256", report.contentSha256());
        return node;
    }

    static void bad(ArrayNode array, List<BadEntry> entries) {
        for (BadEntry entry : entries) {
            array.addObject()
                    .put("path", entry.path())
                    .put("kind", entry.kind())
                    .put("reason", entry.reason())
                    .put("detail", entry.detail());
        }
    }

    static void missing(ArrayNode array, List<ProjectIndex.Failure> failures) {
        failures.forEach(file -> array.addObject().put("path", file.path()).put("reason", file.reason()));
    }

    private String text(VerificationReport report) {
        tellBad(run, report.bad());
        report.missing().forEach(file -> run.say("not in the index: %s: %s".formatted(file.path(), file.reason())));
        return "%d of %d packages are right%s. Content: SHA-256 %s"
                .formatted(
                        report.ok(),
                        report.checked(),
                        report.authenticated() ? " and authentic" : "; none was opened",
                        report.contentSha256());
    }

    static void tellBad(Run run, List<BadEntry> entries) {
        entries.forEach(entry ->
                run.say("bad: %s (%s): %s: %s".formatted(entry.path(), entry.kind(), entry.reason(), entry.detail())));
    }
}
