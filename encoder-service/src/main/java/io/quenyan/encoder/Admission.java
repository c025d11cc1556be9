package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.outbox.Envelope;
import io.quenyan.project.grants.Grants;
import io.quenyan.project.grants.Location;
import io.quenyan.project.grants.NotGrantedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first look at a request: its form, its grants and its deadline. Nothing outside is asked, so the answer is
/// immediate. Whatever is let through can be stored.
public final class Admission {

    /// How long a request is tried when it names no deadline.
    public static final Duration DEFAULT_PATIENCE = Duration.ofHours(6);

    /// How far ahead a request's own deadline may be.
    public static final Duration LONGEST_PATIENCE = Duration.ofDays(30);

    /// Longest output, in bytes of its canonical URI: it is part of index rows, which PostgreSQL bounds.
    public static final int LONGEST_OUTPUT = 1_000;

    private static final int MOST_GLOBS = 1_000;
    private static final int LONGEST_GLOB = 1_024;
    private static final int LONGEST_TEXT = 4_096;
    private static final Set<String> PROVIDERS = Set.of("aws", "local", "hsm");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Grants grants;

    public Admission(Grants grants) {
        this.grants = grants;
    }

    /// Why the request is refused at that moment, if it is.
    public Optional<Refusal> refuses(EncodeRequest request, Instant now) {
        try {
            check(request);
            checkDeadline(request.notAfter(), now);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
        } catch (NotGrantedException e) {
            return Optional.of(Refusal.of(e));
        }
    }

    /// When trying ends.
    public static Instant deadline(EncodeRequest request, Instant acceptedAt) {
        return Objects.requireNonNullElse(request.notAfter(), acceptedAt.plus(DEFAULT_PATIENCE));
    }

    private void check(EncodeRequest request) {
        require(PROJECT.matcher(request.projectId()).matches(), "project_id", "1 to 128 of A-Z a-z 0-9 . _ -");
        text("request_id", request.requestId(), 128);
        text("revision", request.revision(), 256);
        text("source_uri", request.sourceUri(), LONGEST_TEXT);
        text("output_uri", request.outputUri(), LONGEST_TEXT);
        require(request.includeGlobs().size() <= MOST_GLOBS, "include", "at most 1,000 globs");
        request.includeGlobs().forEach(glob -> text("include", glob, LONGEST_GLOB));
        checkEnvelope(request.envelope());
        if (request.encryption() != 1 && request.encryption() != 2) {
            throw new RefusedException(
                    Reason.ENCRYPTION_UNSUPPORTED, "Encryption versions are 1 and 2, got " + request.encryption());
        }
        checkSecret(request);
        checkPart(request);
        Location output = Location.file(request.outputUri());
        require(
                output.uri().length() <= LONGEST_OUTPUT,
                "output_uri",
                "at most %d bytes once every other character than ASCII is escaped".formatted(LONGEST_OUTPUT));
        grants.check(request.asked());
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

    private static void checkEnvelope(Envelope envelope) {
        Map<String, String> texts = Map.of(
                "event_id", envelope.eventId(),
                "actor", envelope.actor(),
                "environment", envelope.environment(),
                "incident_id", Objects.requireNonNullElse(envelope.incidentId(), ""));
        texts.forEach((field, value) -> require(value.indexOf('\0') < 0, field, "without NUL"));
    }

    private static void checkSecret(EncodeRequest request) {
        if (request.keyProvider() == null && request.keyId() == null) {
            text("passphrase_ref", request.passphraseRef(), 128);
            return;
        }
        require(request.passphraseRef() == null, "passphrase_ref", "null beside a key: name one of them");
        text("key_id", request.keyId(), 2_048);
        if (request.keyProvider() == null || !PROVIDERS.contains(request.keyProvider())) {
            throw new RefusedException(
                    Reason.KEY_PROVIDER_UNSUPPORTED,
                    "key_provider is one of 'aws', 'local' and 'hsm', got '%s'".formatted(request.keyProvider()));
        }
    }

    private static void checkPart(EncodeRequest request) {
        if (!request.partial()) {
            require(request.pathsSha256() == null, "paths_sha256", "null without paths_uri");
            require(request.baseIndexSha256() == null, "base_index_sha256", "null without paths_uri");
            return;
        }
        text("paths_uri", request.pathsUri(), LONGEST_TEXT);
        require(isSha256(request.pathsSha256()), "paths_sha256", "64 lower-case hex digits with paths_uri");
        require(isSha256(request.baseIndexSha256()), "base_index_sha256", "64 lower-case hex digits with paths_uri");
    }

    private static boolean isSha256(@Nullable String value) {
        return value != null && SHA256.matcher(value).matches();
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
