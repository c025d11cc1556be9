package io.quenyan.local.registry;

import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.Topic;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.SchemaRegistry;
import java.net.URI;

/// The schemas of the catalogue in a registry: one subject a topic, which accepts only versions that every
/// reader of every earlier one can read, and the reverse.
public final class Subjects {

    private static final String COMPATIBILITY = "FULL_TRANSITIVE";

    private Subjects() {}

    /// Registers what is missing.
    public static void ensure(URI confluentApi) {
        SchemaRegistry registry = SchemaRegistry.at(confluentApi);
        for (Topic topic : TopicCatalogue.load().topics()) {
            if (topic.record() != null) {
                registry.register(topic.registrySubject(), ReleasedSchemas.current(topic.record()));
                registry.setCompatibility(topic.registrySubject(), COMPATIBILITY);
            }
        }
    }
}
