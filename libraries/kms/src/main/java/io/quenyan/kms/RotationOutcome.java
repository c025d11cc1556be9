package io.quenyan.kms;

import java.time.Instant;

/// What became of a rotation that was accepted.
public sealed interface RotationOutcome {

    /// The key has its new version.
    ///
    /// @param version the new one
    /// @param key as it is now; on a later version than `version` if somebody rotated it since
    record Rotated(KeyVersion previous, KeyVersion version, Instant rotatedAt, KeyDescription key)
            implements RotationOutcome {}

    /// `rotation-pending`: the provider took the order and does not show a new version yet. Ask
    /// [Kms#describe] later: it is done when the version is another than `previous`. To order it again does
    /// no harm while it is in progress.
    record Pending(KeyVersion previous) implements RotationOutcome {}
}
