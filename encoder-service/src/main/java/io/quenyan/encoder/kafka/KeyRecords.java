package io.quenyan.encoder.kafka;

import io.quenyan.encoder.ToldKey;
import io.quenyan.event.KeyMetadataRecorded;
import io.quenyan.event.KeyRotated;
import java.util.List;

/// What the Avro records of keys say. The generated classes go no further than this.
final class KeyRecords {

    private KeyRecords() {}

    static ToldKey.Rotated rotated(KeyRotated event) {
        String previous = event.getPreviousVersion();
        return new ToldKey.Rotated(ToldKey.of(
                event.getKeyProvider(),
                event.getKeyId(),
                event.getAlias(),
                event.getMaterialArn(),
                event.getCompromised() && previous != null ? List.of(previous) : List.of()));
    }

    static ToldKey.Recorded recorded(KeyMetadataRecorded event) {
        return new ToldKey.Recorded(ToldKey.of(
                event.getKeyProvider(),
                event.getKeyId(),
                event.getAlias(),
                event.getMaterialArn(),
                event.getCompromisedVersions()));
    }
}
