package io.quenyan.kms;

import java.util.Optional;

/// What is asked for with a rotation.
///
/// @param expected the version that the key must be on; with it, the same order carried out twice rotates
///     once
/// @param requestId the request that it is for. Key rings of ours remember it: the same request asked twice
///     rotates once
public record RotationOrder(Optional<KeyVersion> expected, Optional<String> requestId) {

    /// From whatever version the key is on.
    public static RotationOrder unconditional() {
        return new RotationOrder(Optional.empty(), Optional.empty());
    }

    /// Only from that version.
    public static RotationOrder from(KeyVersion expected) {
        return new RotationOrder(Optional.of(expected), Optional.empty());
    }

    /// For that request.
    public RotationOrder forRequest(String id) {
        return new RotationOrder(expected, Optional.of(id));
    }
}
