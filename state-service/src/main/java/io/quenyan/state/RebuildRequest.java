package io.quenyan.state;

import io.quenyan.outbox.Envelope;
import io.quenyan.project.grants.Grants;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody asks for, as it came: nothing in it was checked yet, see [Admission].
///
/// @param sourceUri the project's git repository, `git+file:///…`
/// @param revision branch, tag or commit id
/// @param outputUri folder that holds the packages, `file:///…`
/// @param includeGlobs paths to look at; none means all
/// @param sources whether every file gets a source package, not only descriptors
/// @param passphraseRef name of a configured passphrase
/// @param encryption QYN-1 encryption version
/// @param force whether everything is made again
/// @param perFileEvents see [PerFileEvents]; null stands for `changed`
/// @param dependenciesPath manifest of dependencies in the repository; null for none
/// @param notAfter when trying ends
public record RebuildRequest(
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
        boolean force,
        @Nullable String perFileEvents,
        @Nullable String dependenciesPath,
        @Nullable String pathsUri,
        @Nullable String baseIndexSha256,
        @Nullable String keyProvider,
        @Nullable String keyId,
        @Nullable Long pipelineEpoch,
        @Nullable Instant notAfter) {

    /// What its grants must allow.
    Grants.Asked asked() {
        return new Grants.Asked(projectId, envelope.actor(), sourceUri, outputUri, null, passphraseRef);
    }

    /// Of which files it wants to be told.
    public PerFileEvents events() {
        return perFileEvents == null
                ? PerFileEvents.CHANGED
                : PerFileEvents.of(perFileEvents).orElse(PerFileEvents.CHANGED);
    }
}
