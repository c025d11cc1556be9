package io.quenyan.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.cli.KeyOptions.Named;
import io.quenyan.cli.file.PrivateFiles;
import io.quenyan.kms.KeyDescription;
import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.KeysUnavailableException;
import io.quenyan.kms.Kms;
import io.quenyan.kms.Rotation;
import io.quenyan.kms.RotationOrder;
import io.quenyan.kms.RotationOutcome.Pending;
import io.quenyan.kms.RotationOutcome.Rotated;
import io.quenyan.project.IndexException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows a key, or all that are known, and rotates.
@Command(
        description = "Show a key, or every key that is known; with --rotate, give it a new version.",
        footer = "Exit: 0 done, 8 the provider does not show the new version yet, 9 it cannot be reached, 10 refused.")
final class KeysCommand implements Callable<Integer>, Recorded {

    private static final int MOST_REQUEST_ID = 128;
    private static final Duration TOO_SOON = Duration.ofMinutes(10);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Run run;

    @Mixin
    private final KeyOptions options = new KeyOptions();

    @Option(names = "--rotate", description = "Give the key a new version.")
    private boolean rotate;

    @Option(names = "--again", description = "Rotate although it was rotated in the last 10 minutes.")
    private boolean again;

    @Option(names = "--expect-version", paramLabel = "V", description = "Rotate only if this is the current version.")
    private @Nullable String expectVersion;

    @Option(
            names = "--request-id",
            paramLabel = "ID",
            description = "What it is done for. Providers local and hsm rotate once for the same one.")
    private @Nullable String requestId;

    @Mixin
    private final DryRunOption dryRun = new DryRunOption();

    KeysCommand(Run run) {
        this.run = run;
    }

    @Override
    public Integer call() {
        KeyProviders providers = options.providers(run);
        if (rotate) {
            Named named = options.required();
            return rotate(providers.of(named.provider()), named).code();
        }
        return new KnownKeys(run, providers).show(options.named()).code();
    }

    private Exit rotate(Kms kms, Named named) {
        mustBeRequestId();
        KeyDescription before = KeyProviders.given(kms.describe(named.key()));
        mustNotBeTooSoon(KeyProviders.given(kms.listRotations(named.key())));
        if (dryRun.given()) {
            run.print(
                    new KeyStatus(before).json().put("status", "would-rotate"),
                    "Would rotate " + new KeyStatus(before).line());
            return Exit.OK;
        }
        return switch (KeyProviders.given(kms.rotate(named.key(), order(before)))) {
            case Rotated rotated ->
                tell(new RotationReport(
                        rotated,
                        trail(kms, named),
                        Optional.ofNullable(requestId),
                        run.log().actor(),
                        onOlderVersions(named, rotated)));
            case Pending(KeyVersion previous) -> tellPending(before, previous);
        };
    }

    private void mustBeRequestId() {
        if (requestId != null && (requestId.isBlank() || requestId.length() > MOST_REQUEST_ID)) {
            throw new CommandFailure(
                    Exit.USAGE, "USAGE", "--request-id: it has 1 to %d characters".formatted(MOST_REQUEST_ID));
        }
    }

    /// The key is rotated: that its history cannot be had now must not cost the report.
    private List<Rotation> trail(Kms kms, Named named) {
        try {
            return KeyProviders.given(kms.listRotations(named.key()));
        } catch (KeysUnavailableException | CommandFailure e) {
            run.warn("The report has no audit trail: " + Failures.oneLine(e.getMessage()));
            return List.of();
        }
    }

    /// Counted in the output and the state of the project at hand.
    private Optional<Long> onOlderVersions(Named named, Rotated rotated) {
        try {
            return new UsageOptions()
                    .find(named, Optional.of(rotated.key()), run)
                    .map(usage -> usage.besides(rotated.version().text()));
        } catch (CommandFailure | IOException | IndexException e) {
            run.warn("How many packages are on older versions is not known: " + Failures.oneLine(e.getMessage()));
            return Optional.empty();
        }
    }

    /// From the version that was looked at, if from no other: of two people who rotate at once, one does.
    private RotationOrder order(KeyDescription before) {
        KeyVersion expected = expectVersion == null
                ? before.version()
                : KeyOptions.parsed("--expect-version", expectVersion, KeyVersion::new);
        return new RotationOrder(Optional.of(expected), Optional.ofNullable(requestId));
    }

    /// A line that is run twice by mistake must not rotate twice. The same request again is no second rotation.
    private void mustNotBeTooSoon(List<Rotation> rotations) {
        boolean known = rotations.stream()
                .anyMatch(it -> requestId != null
                        && it.requestId().filter(requestId::equals).isPresent());
        if (rotations.isEmpty() || again || known) {
            return;
        }
        Rotation last = rotations.getLast();
        if (last.rotatedAt().isAfter(run.clock().instant().minus(TOO_SOON))) {
            throw new CommandFailure(
                    Exit.REFUSED,
                    "ROTATED_JUST_NOW",
                    "The key got version %s at %s, less than %d minutes ago. Nothing was done; --again rotates it again"
                            .formatted(last.version(), last.rotatedAt(), TOO_SOON.toMinutes()));
        }
    }

    /// Whoever pipes stdout into a full disk must not lose the only report.
    private Exit tell(RotationReport report) {
        ObjectNode json = report.json();
        run.log()
                .write(
                        "key-rotation",
                        report.rotated().key().key() + " " + report.rotated().version(),
                        json.deepCopy());
        keep(json);
        run.print(json, report.lines());
        return Exit.OK;
    }

    private Exit tellPending(KeyDescription before, KeyVersion previous) {
        ObjectNode json = new KeyStatus(before).json();
        json.put("status", "rotation-pending");
        run.log().write("key-rotation-pending", before.key() + " " + previous, json.deepCopy());
        keep(json);
        run.print(
                json,
                "%s %s: the rotation was taken and shows no new version yet. Go on with: --rotate --expect-version %s"
                        .formatted(before.provider(), before.key(), previous));
        return Exit.NOTHING_SEEN;
    }

    private void keep(ObjectNode report) {
        Optional<Path> home = run.homeIfKnown();
        if (home.isEmpty()) {
            run.warn("Neither QUENYAN_HOME nor HOME is set: the report is kept nowhere");
            return;
        }
        Instant now = run.clock().instant();
        Path file = home.get()
                .resolve("reports")
                .resolve("key-rotation-%s-%s.json"
                        .formatted(STAMP.format(now), run.log().runId()));
        try {
            PrivateFiles.createFolder(file.resolveSibling(""));
            PrivateFiles.write(file, Run.utf8(report.toPrettyString() + "\n"));
            run.say("The report is also in " + file);
        } catch (IOException e) {
            run.warn("The report cannot be kept in %s (%s)".formatted(file, Failures.oneLine(e.getMessage())));
        }
    }
}
