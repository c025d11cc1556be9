package io.quenyan.outbox.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;

/// The broker's ids of topics: a topic that was deleted and made again is another topic.
public final class TopicIds implements AutoCloseable {

    private static final int ANSWER_MS = 2_000;

    private final Admin admin;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /// @param cluster Kafka client settings that say where the cluster is
    public TopicIds(Map<String, Object> cluster) {
        this.admin = Admin.create(cluster);
    }

    /// The id of a topic, as of the last [#refresh].
    public String of(String topic) {
        return known.computeIfAbsent(topic, this::ask);
    }

    /// Asks the broker again, and returns all ids known; to be called when partitions are assigned.
    public Map<String, String> refresh(Set<String> topics) {
        topics.forEach(topic -> known.put(topic, ask(topic)));
        return Map.copyOf(known);
    }

    /// Whether a broker answers now.
    public boolean reachable() {
        try {
            return !admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MS))
                    .nodes()
                    .get()
                    .isEmpty();
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String ask(String topic) {
        try {
            Map<String, TopicDescription> described =
                    admin.describeTopics(Set.of(topic)).allTopicNames().get();
            return Objects.requireNonNull(described.get(topic)).topicId().toString();
        } catch (ExecutionException e) {
            throw new KafkaException("Topic '%s' cannot be described".formatted(topic), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
