package io.quenyan.cli.kafka;

import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;

/// How a cluster's topics differ from the catalogue.
///
/// @param missing topics that it does not have
/// @param differing topics with other settings, and which
public record ClusterTopics(List<String> missing, Map<String, String> differing) {

    public ClusterTopics {
        missing = List.copyOf(missing);
        differing = Map.copyOf(differing);
    }

    /// Asks the cluster. Changes nothing.
    ///
    /// @throws KafkaException if it does not answer
    public static ClusterTopics of(Cluster cluster) {
        List<Topic> wanted = TopicCatalogue.load().topics();
        try (Admin admin = Admin.create(cluster.adminSettings())) {
            Set<String> present = await(admin.listTopics().names());
            List<Topic> there = wanted.stream()
                    .filter(topic -> present.contains(topic.name()))
                    .toList();
            return new ClusterTopics(
                    wanted.stream()
                            .map(Topic::name)
                            .filter(name -> !present.contains(name))
                            .toList(),
                    differing(admin, there));
        }
    }

    private static Map<String, String> differing(Admin admin, List<Topic> topics) {
        List<String> names = topics.stream().map(Topic::name).toList();
        Map<String, TopicDescription> described =
                await(admin.describeTopics(names).allTopicNames());
        Map<ConfigResource, Config> configs = await(admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList())
                .all());
        Map<String, String> differing = new TreeMap<>();
        for (Topic topic : topics) {
            Map<String, String> found = settings(
                    Optional.ofNullable(described.get(topic.name())),
                    Optional.ofNullable(configs.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))));
            Map<String, String> wanted = new TreeMap<>(topic.config());
            wanted.put("partitions", Integer.toString(topic.partitions()));
            wanted.entrySet().removeIf(setting -> setting.getValue().equals(found.get(setting.getKey())));
            if (!wanted.isEmpty()) {
                differing.put(topic.name(), wanted + " wanted");
            }
        }
        return differing;
    }

    private static Map<String, String> settings(Optional<TopicDescription> described, Optional<Config> config) {
        Map<String, String> settings = new HashMap<>();
        described.ifPresent(topic ->
                settings.put("partitions", Integer.toString(topic.partitions().size())));
        config.ifPresent(all -> {
            for (ConfigEntry entry : all.entries()) {
                settings.put(entry.name(), entry.value());
            }
        });
        return settings;
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException(String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while asking the cluster", e);
        }
    }
}
