package io.quenyan.outbox.kafka;

import io.quenyan.event.ConfluentFrame;
import io.quenyan.event.ReleasedSchemas;
import io.quenyan.event.TopicCatalogue;
import io.quenyan.event.registry.RegistryUnavailableException;
import io.quenyan.event.registry.SchemaRegistry;
import io.quenyan.event.registry.UnknownSchemaException;
import io.quenyan.outbox.OutgoingRecord;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/// Frames Avro with the id under which the registry knows its schema.
///
/// The id is looked up by the `.avsc` text of the jar and kept; nothing is ever registered here.
public final class RegistryFraming implements Framing {

    private final SchemaRegistry registry;

    public RegistryFraming(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public byte @Nullable [] frame(OutgoingRecord outgoing) {
        byte[] value = outgoing.value();
        String fingerprint = outgoing.schemaFingerprint();
        if (value == null || fingerprint == null) {
            return value;
        }
        Schema schema = ReleasedSchemas.byFingerprint(fingerprint)
                .orElseThrow(() -> new IllegalStateException(
                        "The outbox holds a record of schema %s, which this version does not know"
                                .formatted(fingerprint)));
        String subject = TopicCatalogue.load().topic(outgoing.topic()).registrySubject();
        try {
            return ConfluentFrame.frame(registry.idOf(subject, schema), value);
        } catch (RegistryUnavailableException | UnknownSchemaException e) {
            throw new NotYetException(String.valueOf(e.getMessage()), e);
        }
    }
}
