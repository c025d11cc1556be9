package io.quenyan.encoder;

import io.quenyan.outbox.Envelope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Requests for tests of the domain: one that is right in every field, and ways to change a field of it.
final class Requests {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Requests() {}

    static EncodeRequest right() {
        return with(new Change());
    }

    static EncodeRequest with(Change change) {
        return new EncodeRequest(
                new Envelope(
                        "0192f0c1-2d3e-7a4b-8c5d-6e7f8091a2b3",
                        NOW,
                        change.actor,
                        "claimed",
                        "test",
                        null,
                        false,
                        null),
                change.requestId,
                change.projectId,
                change.sourceUri,
                change.revision,
                change.outputUri,
                change.include,
                true,
                change.passphraseRef,
                change.encryption,
                change.pathsUri,
                change.pathsSha256,
                change.baseIndexSha256,
                change.keyProvider,
                change.keyId,
                null,
                change.notAfter);
    }

    /// The fields that tests change.
    static final class Change {
        String actor = "ci";
        String requestId = "request-1";
        String projectId = "billing";
        String sourceUri = "git+file:///srv/repos/billing";
        String revision = "main";
        String outputUri = "file:///srv/packages/billing";
        List<String> include = List.of();

        @Nullable
        String passphraseRef = "billing";

        int encryption = 2;

        @Nullable
        String pathsUri;

        @Nullable
        String pathsSha256;

        @Nullable
        String baseIndexSha256;

        @Nullable
        String keyProvider;

        @Nullable
        String keyId;

        @Nullable
        Instant notAfter;
    }
}
