package io.quenyan.outbox.quarkus;

import java.util.Map;

/// Kafka client settings that say where the cluster is and how to get in.
public record Cluster(Map<String, Object> settings) {}
