package io.quenyan.cli;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.EventIds;
import io.quenyan.project.kms.NamedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a batch encode request asks for.
///
/// @param projectId project, also the Kafka key
/// @param requestId the requester's name for it
/// @param sourceUri repository, `git+file:///…`
/// @param outputUri folder that gets the packages, `file:///…`
/// @param passphraseRef name of the passphrase at the services; null with a key
/// @param key in place of a passphrase
/// @param sources whether every file gets a source package
record EncodeRequest(
        String projectId,
        String requestId,
        String sourceUri,
        String revision,
        String outputUri,
        List<String> include,
        boolean sources,
        @Nullable String passphraseRef,
        @Nullable NamedKey key,
        int encryption) {

    EncodeRequest {
        include = List.copyOf(include);
    }

    /// The request as a log event of this run.
    BatchEncodeRequested event(Run run) {
        BatchEncodeRequested event = new BatchEncodeRequested();
        new EventBlock(run, run.clock().instant(), requestId, projectId)
                .fill(event, EventIds.root().toString(), "batch-encode-requested", "unknown", EventBlock.INFORMATIONAL);
        event.put("request_id", requestId);
        event.put("source_uri", sourceUri);
        event.put("revision", revision);
        event.put("output_uri", outputUri);
        event.put("include", include);
        event.put("package_sources", sources);
        event.put("passphrase_ref", passphraseRef);
        event.put("key_provider", key == null ? null : key.provider());
        event.put("key_id", key == null ? null : key.keyId());
        event.put("encryption_version", encryption);
        return event;
    }
}
