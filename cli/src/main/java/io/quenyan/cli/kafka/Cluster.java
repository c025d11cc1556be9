package io.quenyan.cli.kafka;

import io.quenyan.event.TopicCatalogue;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/// A Kafka cluster and its Schema Registry.
///
/// @param bootstrapServers `host:port`, comma separated
/// @param registry root of the registry's Confluent-compatible API
public record Cluster(String bootstrapServers, URI registry) {

    /// How long a client waits for the cluster before it says that it cannot be reached.
    private static final String PATIENCE_MS = "10000";

    Map<String, Object> consumerSettings() {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().consumerSettings());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.put("enable.auto.commit", "false");
        settings.put("allow.auto.create.topics", "false");
        return settings;
    }

    Map<String, Object> adminSettings() {
        return Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MS,
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                "5000");
    }

    Map<String, Object> producerSettings() {
        Map<String, Object> settings = new HashMap<>(TopicCatalogue.load().producerSettings());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put("max.block.ms", PATIENCE_MS);
        settings.put("delivery.timeout.ms", PATIENCE_MS);
        settings.put("request.timeout.ms", "5000");
        return settings;
    }
}
