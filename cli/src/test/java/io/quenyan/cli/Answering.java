package io.quenyan.cli;

import io.quenyan.cli.kafka.Cluster;
import io.quenyan.cli.kafka.RequestSender;
import io.quenyan.event.EventIds;
import io.quenyan.event.ProjectBatchEncoded;
import io.quenyan.event.RequestRefused;
import io.quenyan.local.TestPlatform;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecordBase;

/// Stands for a service that answers requests on the real broker.
final class Answering {

    static final Cluster CLUSTER = new Cluster(
            TestPlatform.shared().bootstrapServers(), TestPlatform.shared().registryUrl());
    static final Map<String, String> ENVIRONMENT = Map.of(
            "QUENYAN_BOOTSTRAP_SERVERS", CLUSTER.bootstrapServers(),
            "QUENYAN_REGISTRY_URL", CLUSTER.registry().toString());

    private Answering() {}

    static void completed(String projectId, String requestId, String outcome) {
        ProjectBatchEncoded event = new ProjectBatchEncoded();
        fill(event, "project-batch-encode", projectId, requestId, outcome);
        event.put("request_id", requestId);
        event.put("source_uri", "git+file:///srv/billing");
        event.put("source_dirty", false);
        event.put("output_uri", "file:///srv/packages");
        event.put("index_uri", "file:///srv/packages/index.json");
        event.put("index_sha256", "0".repeat(64));
        event.put("content_sha256", "1".repeat(64));
        event.put("encryption_version", 2);
        event.put("seen", 3L);
        event.put("encoded", 2L);
        event.put("failed", 1L);
        event.put("excluded", Map.of());
        event.put("packages", 2L);
        event.put("package_bytes", 1_000L);
        event.put("integrations", List.of("maven"));
        event.put("duration_ms", 5L);
        new RequestSender(CLUSTER).send(event);
    }

    static void refused(String projectId, String requestId) {
        RequestRefused event = new RequestRefused();
        fill(event, "request-refused", projectId, requestId, "refused");
        event.put("request_id", requestId);
        event.put("refused_event", "batch-encode-requested");
        event.put("reason", "SOURCE_NOT_GRANTED");
        event.put("detail", "git+file:///srv/payroll");
        new RequestSender(CLUSTER).send(event);
    }

    private static void fill(
            SpecificRecordBase event, String name, String projectId, String requestId, String outcome) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        event.put("event_id", EventIds.root().toString());
        event.put("event_name", name);
        event.put("occurred_at", now);
        event.put("recorded_at", now);
        event.put("event_source", "encoder-service/test");
        event.put("host", "test");
        event.put("producer_version", "test");
        event.put("correlation_id", requestId);
        event.put("project_id", projectId);
        event.put("actor", "test");
        event.put("actor_assurance", "claimed");
        event.put("environment", "test");
        event.put("outcome", outcome);
        event.put("severity", 1);
        event.put("drill", false);
    }
}
