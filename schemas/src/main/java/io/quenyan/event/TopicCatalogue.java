package io.quenyan.event;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Every topic of Quenyan, and the client settings that its promises rest on. Made from `topics.json`.
public final class TopicCatalogue {

    /// Positions of the relays: a topic that exists and is never written.
    public static final String RELAY_POSITION = "quenyan.internal.relay-position";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Topic> byName;
    private final Map<String, Topic> byRecord;
    private final Map<String, String> consumerSettings;
    private final Map<String, String> producerSettings;

    private TopicCatalogue(List<Topic> topics, Map<String, String> consumer, Map<String, String> producer) {
        byName = new LinkedHashMap<>();
        byRecord = new LinkedHashMap<>();
        for (Topic topic : topics) {
            if (byName.put(topic.name(), topic) != null) {
                throw new IllegalStateException("Topic '%s' is in the catalogue twice".formatted(topic.name()));
            }
            if (topic.record() != null) {
                byRecord.put(topic.record(), topic);
            }
        }
        consumerSettings = Map.copyOf(consumer);
        producerSettings = Map.copyOf(producer);
    }

    /// Returns the catalogue of this version. Loaded once.
    public static TopicCatalogue load() {
        return Loaded.CATALOGUE;
    }

    /// All topics, in the order of the file.
    public List<Topic> topics() {
        return List.copyOf(byName.values());
    }

    /// Returns the topic of that name.
    ///
    /// @throws NoSuchElementException if the catalogue has none
    public Topic topic(String name) {
        return find(name)
                .orElseThrow(() -> new NoSuchElementException("No topic '%s' in the catalogue".formatted(name)));
    }

    /// Returns the topic of that name, if the catalogue has it.
    public Optional<Topic> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Returns the topic that carries the record of that simple name.
    ///
    /// @throws NoSuchElementException if no topic carries it
    public Topic ofRecord(String record) {
        Topic topic = byRecord.get(record);
        if (topic == null) {
            throw new NoSuchElementException("No topic carries the record '%s'".formatted(record));
        }
        return topic;
    }

    /// What every consumer of ours is configured with.
    public Map<String, String> consumerSettings() {
        return consumerSettings;
    }

    /// What every producer of ours is configured with.
    public Map<String, String> producerSettings() {
        return producerSettings;
    }

    private static TopicCatalogue read() {
        try (InputStream file = TopicCatalogue.class.getResourceAsStream("topics.json")) {
            JsonNode root = JSON.readTree(Objects.requireNonNull(file, "topics.json is missing from the jar"));
            List<Topic> topics = root.required("topics")
                    .valueStream()
                    .map(TopicCatalogue::topic)
                    .toList();
            return new TopicCatalogue(topics, settings(root.required("consumer")), settings(root.required("producer")));
        } catch (IOException e) {
            throw new IllegalStateException("topics.json cannot be read", e);
        }
    }

    private static Topic topic(JsonNode node) {
        return new Topic(
                node.required("name").textValue(),
                textOrNull(node, "record"),
                node.path("released").intValue(),
                texts(node.required("key")),
                texts(node.required("subject")),
                node.required("partitions").intValue(),
                Duration.parse(node.required("retention").textValue()),
                node.required("cleanup").textValue(),
                node.required("max_message_bytes").intValue(),
                node.required("ledger").booleanValue());
    }

    private static @Nullable String textOrNull(JsonNode node, String member) {
        return node.path(member).textValue();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::textValue).toList();
    }

    private static Map<String, String> settings(JsonNode object) {
        return JSON.convertValue(object, new TypeReference<Map<String, String>>() {});
    }

    private static final class Loaded {
        static final TopicCatalogue CATALOGUE = read();
    }
}
