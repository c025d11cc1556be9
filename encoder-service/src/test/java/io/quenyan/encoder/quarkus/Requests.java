package io.quenyan.encoder.quarkus;

import io.quenyan.event.BatchEncodeRequested;
import io.quenyan.local.kafka.Requester;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Requests for batches that are right in every field.
final class Requests {

    private Requests() {}

    /// A request of that project, but for `change`.
    static BatchEncodeRequested batch(
            String projectId, String sourceUri, String outputUri, Consumer<BatchEncodeRequested.Builder> change) {
        BatchEncodeRequested request = Requester.fill(
                new BatchEncodeRequested(),
                "batch-encode-requested",
                Map.of(
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
                        "canary",
                        "encryption_version",
                        2));
        BatchEncodeRequested.Builder builder = BatchEncodeRequested.newBuilder(request);
        change.accept(builder);
        return builder.setCorrelationId(builder.getRequestId()).build();
    }
}
