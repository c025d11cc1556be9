package io.quenyan.encoder.quarkus;

import java.util.Map;

/// Kafka client settings that say where the cluster is and how to get in.
record Cluster(Map<String, Object> settings) {}
