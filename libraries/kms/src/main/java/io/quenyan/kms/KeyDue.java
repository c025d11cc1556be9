package io.quenyan.kms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a key is to be rotated, and who says so.
///
/// @param source `policy` or `provider`
public record KeyDue(Instant at, String source) {

    /// How long a version of a key that people operate is to last at most.
    public static final Duration HUMAN = Duration.ofDays(90);

    /// The earlier of that policy and the provider's schedule.
    public static Optional<KeyDue> of(KeyDescription key) {
        return of(key, HUMAN);
    }

    /// The earlier of a policy and the provider's schedule.
    ///
    /// @param longest how long a version is to last at most
    public static Optional<KeyDue> of(KeyDescription key, Duration longest) {
        Optional<KeyDue> policy = key.versionSince().map(since -> new KeyDue(since.plus(longest), "policy"));
        Optional<KeyDue> provider = key.rotationDue().map(at -> new KeyDue(at, "provider"));
        return provider.flatMap(theirs -> policy.filter(ours -> ours.at().isBefore(theirs.at())))
                .or(() -> provider)
                .or(() -> policy);
    }
}
