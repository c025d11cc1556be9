package io.quenyan.local;

import java.util.OptionalInt;

/// What `up` is asked for.
///
/// @param encoders how many instances of encoder-service; empty leaves as many as run, at least one. 0 starts
///     the broker, the registry and the database alone
public record UpOptions(OptionalInt encoders) {

    public UpOptions {
        if (encoders.isPresent() && (encoders.getAsInt() < 0 || encoders.getAsInt() > 16)) {
            throw new IllegalArgumentException("Between 0 and 16 instances, got %d".formatted(encoders.getAsInt()));
        }
    }

    /// As many encoders as there are, at least one.
    public static UpOptions defaults() {
        return new UpOptions(OptionalInt.empty());
    }

    /// This many encoders.
    public static UpOptions encoders(int instances) {
        return new UpOptions(OptionalInt.of(instances));
    }
}
