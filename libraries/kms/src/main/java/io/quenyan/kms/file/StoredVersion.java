package io.quenyan.kms.file;

import io.quenyan.kms.KeyVersion;
import io.quenyan.kms.Rotation;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/// One version of a stored key.
///
/// @param material what [KeyMaterials] wants to be reminded of
/// @param previous the version that it took the place of; empty for a key's first
/// @param requestId the rotation request that it was made for
record StoredVersion(
        KeyVersion version,
        Instant createdAt,
        String material,
        Optional<KeyVersion> previous,
        Optional<String> requestId) {

    Stream<Rotation> rotation() {
        return previous.stream().map(_ -> new Rotation(version, createdAt, Rotation.Kind.ON_DEMAND, requestId));
    }
}
