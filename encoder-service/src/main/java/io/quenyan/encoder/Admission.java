package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The first look at a request: its form and its grants. Nothing outside is asked, so the answer is immediate and
/// the same each time.
public final class Admission {

    /// How long a request is tried when it names no deadline.
    public static final Duration DEFAULT_PATIENCE = Duration.ofHours(6);

    private static final int MOST_GLOBS = 1_000;
    private static final int LONGEST_GLOB = 1_024;
    private static final int LONGEST_TEXT = 4_096;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PROJECT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    private final Grants grants;

    public Admission(Grants grants) {
        this.grants = grants;
    }

    /// Why the request is refused, if it is.
    public Optional<Refusal> refuses(EncodeRequest request) {
        try {
            check(request);
            return Optional.empty();
        } catch (RefusedException e) {
            return Optional.of(e.refusal());
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
        if (request.encryption() != 1 && request.encryption() != 2) {
            throw new RefusedException(
                    Reason.ENCRYPTION_UNSUPPORTED, "Encryption versions are 1 and 2, got " + request.encryption());
        }
        checkSecret(request);
        checkPart(request);
        grants.check(request, Location.source(request.sourceUri()), Location.file(request.outputUri()));
    }

    private static void checkSecret(EncodeRequest request) {
        if (request.keyProvider() != null || request.keyId() != null) {
            throw new RefusedException(
                    Reason.KEY_PROVIDER_UNSUPPORTED, "Name a passphrase_ref; keys of a key service come later");
        }
        text("passphrase_ref", request.passphraseRef(), 128);
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
