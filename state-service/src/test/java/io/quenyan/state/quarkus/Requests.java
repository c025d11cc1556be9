package io.quenyan.state.quarkus;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.event.IncrementalRebuildRequested;
import io.quenyan.local.kafka.Requester;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Requests of a project that are right in every field.
final class Requests {

    private Requests() {}

    /// A request for a rebuild, but for `change`.
    static IncrementalRebuildRequested rebuild(
            String projectId,
            String sourceUri,
            String outputUri,
            Consumer<IncrementalRebuildRequested.Builder> change) {
        IncrementalRebuildRequested request = new IncrementalRebuildRequested();
        request.setForce(false);
        Requester.fill(request, "incremental-rebuild-requested", fields(projectId, sourceUri, outputUri));
        IncrementalRebuildRequested.Builder builder = IncrementalRebuildRequested.newBuilder(request);
        change.accept(builder);
        return builder.setCorrelationId(builder.getRequestId()).build();
    }

    /// A request for a whole batch.
    static BatchEncodeRequested batch(String projectId, String sourceUri, String outputUri) {
        return Requester.fill(
                new BatchEncodeRequested(), "batch-encode-requested", fields(projectId, sourceUri, outputUri));
    }

    private static Map<String, Object> fields(String projectId, String sourceUri, String outputUri) {
        return Map.of(
                "project_id",
                projectId,
                "source_uri",
                sourceUri,
                "revision",
                "main",
                "output_uri",
                outputUri,
                "include",
                List.of(),
                "package_sources",
                true,
                "passphrase_ref",
                "main",
                "encryption_version",
                2);
    }
}
