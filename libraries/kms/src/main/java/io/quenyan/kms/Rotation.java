package io.quenyan.kms;

import java.time.Instant;
import java.util.Optional;

/// A rotation that is done.
///
/// @param version what the key got by it
/// @param requestId the request that it was done for, where the provider remembers that
public record Rotation(KeyVersion version, Instant rotatedAt, Kind kind, Optional<String> requestId) {

    /// Who wanted it.
    public enum Kind {
        /// Somebody asked for it.
        ON_DEMAND,
        /// The provider's schedule.
        AUTOMATIC
    }
}
