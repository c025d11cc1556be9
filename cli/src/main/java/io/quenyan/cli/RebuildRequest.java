package io.quenyan.cli;

import io.quenyan.event.EventIds;
import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.project.kms.NamedKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request for an incremental rebuild asks for.
///
/// @param what of the project, and where; as for a whole batch
/// @param force whether everything is made again
/// @param dependenciesPath manifest of dependencies in the repository; null for none
record RebuildRequest(
        EncodeRequest what, boolean force, @Nullable String dependenciesPath) {

    /// The request as a log event of this run.
    IncrementalRebuildRequested event(Run run) {
        IncrementalRebuildRequested event = new IncrementalRebuildRequested();
        new EventBlock(run, run.clock().instant(), what.requestId(), what.projectId())
                .fill(
                        event,
                        EventIds.root().toString(),
                        "incremental-rebuild-requested",
                        "unknown",
                        EventBlock.INFORMATIONAL);
        event.put("request_id", what.requestId());
        event.put("source_uri", what.sourceUri());
        event.put("revision", what.revision());
        event.put("output_uri", what.outputUri());
        event.put("include", List.copyOf(what.include()));
        event.put("package_sources", what.sources());
        event.put("passphrase_ref", what.passphraseRef());
        NamedKey key = what.key();
        event.put("key_provider", key == null ? null : key.provider());
        event.put("key_id", key == null ? null : key.keyId());
        event.put("encryption_version", what.encryption());
        event.put("force", force);
        event.put("dependencies_path", dependenciesPath);
        return event;
    }
}
