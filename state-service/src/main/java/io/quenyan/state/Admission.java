package io.quenyan.state;

import io.quenyan.outbox.Envelope;
import io.quenyan.project.grants.Grants;
import io.quenyan.project.grants.Location;
import io.quenyan.project.grants.NotGrantedException;
import io.quenyan.state.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first look at a request: its form, its grants and its deadline. Nothing outside is asked, so the answer is
/// immediate. What the encoder would refuse for its form is refused here.
public final class Admission {

    /// How long a request is tried when it names no deadline.
    public static final Duration DEFAULT_PATIENCE = Duration.ofHours(6);

    private static final Duration LONGEST_PATIENCE = Duration.ofDays(30);
    private static final int LONGEST_OUTPUT = 1_000;
    private static final int LONGEST_TEXT = 4_096;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Grants grants;

    public Admission(Grants grants) {
        this.grants = grants;
    }

    /// Why the request is refused at that moment, if it is.
    public Optional<Refusal> refuses(RebuildRequest request, Instant now) {
        try {
            checkForm(request);
            checkChoices(request);
            checkDeadline(request.notAfter(), now);
            grants.check(request.asked());
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        } catch (NotGrantedException e) {
            return Optional.of(Refusal.of(e));
        }
    }

    /// When trying ends.
    public static Instant deadline(RebuildRequest request, Instant acceptedAt) {
        return Objects.requireNonNullElse(request.notAfter(), acceptedAt.plus(DEFAULT_PATIENCE));
    }

    private static void checkForm(RebuildRequest request) {
        require(PROJECT.matcher(request.projectId()).matches(), "project_id", "1 to 128 of A-Z a-z 0-9 . _ -");
        text("request_id", request.requestId(), 128);
        text("revision", request.revision(), 256);
        text("source_uri", request.sourceUri(), LONGEST_TEXT);
        text("output_uri", request.outputUri(), LONGEST_TEXT);
        require(request.includeGlobs().size() <= 1_000, "include", "at most 1,000 globs");
        request.includeGlobs().forEach(glob -> text("include", glob, 1_024));
        require(
                Location.file(request.outputUri()).uri().length() <= LONGEST_OUTPUT,
                "output_uri",
                "at most %d bytes once every other character than ASCII is escaped".formatted(LONGEST_OUTPUT));
        Envelope envelope = request.envelope();
        String free = envelope.eventId() + envelope.actor() + envelope.environment() + envelope.incidentId();
        require(free.indexOf('\0') < 0, "event_id, actor, environment and incident_id", "without NUL");
    }

    private static void checkChoices(RebuildRequest request) {
        if (request.encryption() != 1 && request.encryption() != 2) {
            throw new RefusedException(
                    Reason.ENCRYPTION_UNSUPPORTED, "Encryption versions are 1 and 2, got " + request.encryption());
        }
        if (request.keyProvider() != null || request.keyId() != null) {
            throw new RefusedException(
                    Reason.KEY_PROVIDER_UNSUPPORTED, "Name a passphrase_ref; keys of a key service come later");
        }
        text("passphrase_ref", request.passphraseRef(), 128);
        String events = request.perFileEvents();
        require(
                events == null || PerFileEvents.of(events).isPresent(),
                "per_file_events",
                "'changed', 'all' or 'none'");
        if (request.dependenciesPath() != null) {
            text("dependencies_path", request.dependenciesPath(), LONGEST_TEXT);
        }
        require(request.pathsUri() == null, "paths_uri", "null: a run looks at the whole project");
        String base = request.baseIndexSha256();
        require(base == null || SHA256.matcher(base).matches(), "base_index_sha256", "64 lower-case hex digits");
    }

    private static void checkDeadline(@Nullable Instant notAfter, Instant now) {
        if (notAfter == null) {
            return;
        }
        if (notAfter.isBefore(now)) {
            throw new RefusedException(Reason.EXPIRED, "Not accepted by " + notAfter);
        }
        require(
                !notAfter.isAfter(now.plus(LONGEST_PATIENCE)),
                "not_after",
                "at most %d days ahead".formatted(LONGEST_PATIENCE.toDays()));
    }

    private static void text(String field, @Nullable String value, int longest) {
        require(
                value != null
                        && !value.isBlank()
                        && value.length() <= longest
                        && value.chars().noneMatch(Character::isISOControl),
                field,
                "1 to %d characters without control characters".formatted(longest));
    }

    private static void require(boolean holds, String field, String form) {
        if (!holds) {
            throw new RefusedException(Reason.FIELD_INVALID, "%s must be %s".formatted(field, form));
        }
    }
}
