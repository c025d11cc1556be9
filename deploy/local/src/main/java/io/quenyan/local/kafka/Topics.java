package io.quenyan.local.kafka;

import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.local.process.Patience;
import io.quenyan.local.process.StartFailedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/// The topics of the catalogue on a broker.
public final class Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final short ONE_REPLICA = 1;

    private final String bootstrapServers;

    public Topics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /// Makes the topics that are missing and gives those that exist the catalogue's settings.
    ///
    /// @throws StartFailedException if one has more partitions than in the catalogue: fewer cannot be had
    ///     without losing records
    public void ensure() {
        try (Admin admin = admin()) {
            Collection<Topic> wanted = TopicCatalogue.load().topics();
            Set<String> present = await(admin.listTopics().names());
            create(
                    admin,
                    wanted.stream()
                            .filter(topic -> !present.contains(topic.name()))
                            .toList());
            check(
                    admin,
                    wanted.stream()
                            .filter(topic -> present.contains(topic.name()))
                            .toList());
        }
    }

    /// Deletes the topics of the catalogue and makes them again, empty, with other topic ids.
    public void recreate() {
        try (Admin admin = admin()) {
            Set<String> present = new HashSet<>(await(admin.listTopics().names()));
            List<Topic> topics = TopicCatalogue.load().topics();
            List<String> old =
                    topics.stream().map(Topic::name).filter(present::contains).toList();
            await(admin.deleteTopics(old).all());
            if (!Patience.until(
                    PATIENCE, () -> await(admin.listTopics().names()).stream().noneMatch(old::contains))) {
                throw new StartFailedException(
                        "Topics on %s are still there after being deleted".formatted(bootstrapServers));
            }
            create(admin, topics);
        }
    }

    /// The list of topics lags behind, so one may be there already; and a new one is waited for until it is
    /// listed.
    private static void create(Admin admin, List<Topic> missing) {
        List<NewTopic> topics = missing.stream()
                .map(topic -> new NewTopic(topic.name(), topic.partitions(), ONE_REPLICA).configs(topic.config()))
                .toList();
        admin.createTopics(topics).values().forEach((name, created) -> awaitUnlessThere(created));
        Set<String> names = missing.stream().map(Topic::name).collect(Collectors.toSet());
        if (!Patience.until(PATIENCE, () -> await(admin.listTopics().names()).containsAll(names))) {
            throw new StartFailedException("Topics were made and are not listed: " + names);
        }
    }

    private static void awaitUnlessThere(KafkaFuture<Void> created) {
        try {
            await(created);
        } catch (StartFailedException e) {
            if (!(e.getCause() instanceof ExecutionException failed)
                    || !(failed.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void check(Admin admin, List<Topic> present) {
        if (present.isEmpty()) {
            return;
        }
        List<String> names = present.stream().map(Topic::name).toList();
        Map<String, TopicDescription> found = await(admin.describeTopics(names).allTopicNames());
        Map<String, NewPartitions> more = new HashMap<>();
        for (Topic topic : present) {
            int partitions = Optional.ofNullable(found.get(topic.name()))
                    .map(it -> it.partitions().size())
                    .orElse(0);
            if (partitions > topic.partitions()) {
                throw new StartFailedException("Topic '%s' has %d partitions, the catalogue says %d"
                        .formatted(topic.name(), partitions, topic.partitions()));
            }
            if (partitions < topic.partitions()) {
                more.put(topic.name(), NewPartitions.increaseTo(topic.partitions()));
            }
        }
        await(admin.createPartitions(more).all());
        Map<ConfigResource, Collection<AlterConfigOp>> changes = changes(admin, present);
        await(admin.incrementalAlterConfigs(changes).all());
    }

    private static Map<ConfigResource, Collection<AlterConfigOp>> changes(Admin admin, List<Topic> topics) {
        Map<ConfigResource, Topic> resources = new HashMap<>();
        topics.forEach(topic -> resources.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic));
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        await(admin.describeConfigs(resources.keySet()).all()).forEach((resource, config) -> {
            List<AlterConfigOp> differing = new ArrayList<>();
            Topic topic = resources.get(resource);
            if (topic != null) {
                topic.config().forEach((name, value) -> {
                    ConfigEntry entry = config.get(name);
                    if (entry == null || !value.equals(entry.value())) {
                        differing.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET));
                    }
                });
            }
            if (!differing.isEmpty()) {
                changes.put(resource, differing);
            }
        });
        return changes;
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "request.timeout.ms",
                "10000",
                "default.api.timeout.ms",
                Long.toString(PATIENCE.toMillis())));
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new StartFailedException("The broker refused: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new StartFailedException("The broker did not answer within %d s".formatted(PATIENCE.toSeconds()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailedException("Interrupted while asking the broker", e);
        }
    }
}
