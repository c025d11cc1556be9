package io.quenyan.encoder;

import io.quenyan.outbox.Cause;
import io.quenyan.outbox.Envelope;
import io.quenyan.project.grants.Grants;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What somebody asks the encoder for, as it came: nothing in it was checked yet, see [Admission].
///
/// @param sourceUri the project's git repository, `git+file:///…`
/// @param revision branch, tag or commit id
/// @param outputUri folder that gets the packages, `file:///…`
/// @param includeGlobs paths to encode; none means all
/// @param sources whether every file gets a source package, not only descriptors
/// @param passphraseRef name of a configured passphrase
/// @param encryption QYN-1 encryption version
/// @param pathsUri JSON lines that name the part of the project to encode; null encodes the whole
/// @param notAfter when trying ends
public record EncodeRequest(
        Envelope envelope,
        String requestId,
        String projectId,
        String sourceUri,
        String revision,
        String outputUri,
        List<String> includeGlobs,
        boolean sources,
        @Nullable String passphraseRef,
        int encryption,
        @Nullable String pathsUri,
        @Nullable String pathsSha256,
        @Nullable String baseIndexSha256,
        @Nullable String keyProvider,
        @Nullable String keyId,
        @Nullable Long pipelineEpoch,
        @Nullable Instant notAfter) {

    /// What its grants must allow.
    Grants.Asked asked() {
        return new Grants.Asked(
                projectId, envelope.actor(), sourceUri, outputUri, pathsUri, passphraseRef, keyReference());
    }

    /// The key in place of a passphrase, as in grants; null for a passphrase.
    @Nullable
    String keyReference() {
        return keyProvider == null || keyId == null ? null : keyProvider + "/" + keyId;
    }

    /// Whether only listed paths are to be encoded.
    public boolean partial() {
        return pathsUri != null;
    }

    /// What the events that follow of it are the effects of.
    public Cause cause() {
        return new Cause(envelope, Objects.requireNonNullElse(envelope.correlationId(), requestId), projectId);
    }
}
