package io.quenyan.cli;

import io.quenyan.project.KeyManagement;
import org.apache.avro.specific.SpecificRecordBase;
import org.jspecify.annotations.Nullable;

/// The fields by which an event tells the key that protects packages.
final class EventKey {

    private EventKey() {}

    /// Leaves them null for a passphrase.
    static void put(SpecificRecordBase event, @Nullable KeyManagement block) {
        if (block != null && block.wrappedKey() != null) {
            event.put("key_provider", block.provider());
            event.put("key_id", block.keyId());
            event.put("key_version", block.keyVersion());
        }
    }
}
