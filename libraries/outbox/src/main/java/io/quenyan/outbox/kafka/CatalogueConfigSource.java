package io.quenyan.outbox.kafka;

import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/// Gives the topic catalogue to the configuration of channels, so that topic names stand in one place.
///
/// `catalogue.topic.<suffix>` is the name of a topic, `catalogue.consumer.<setting>` what every consumer is
/// configured with.
public final class CatalogueConfigSource implements ConfigSource {

    /// Below application.properties, which may not contradict it by accident but can be seen to.
    private static final int ORDINAL = 200;

    private final Map<String, String> properties = Stream.concat(
                    TopicCatalogue.load().topics().stream().map(CatalogueConfigSource::named),
                    TopicCatalogue.load().consumerSettings().entrySet().stream()
                            .map(setting -> Map.entry("catalogue.consumer." + setting.getKey(), setting.getValue())))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    private static Map.Entry<String, String> named(Topic topic) {
        return Map.entry("catalogue.topic." + topic.suffix(), topic.name());
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public String getName() {
        return "topic catalogue";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
