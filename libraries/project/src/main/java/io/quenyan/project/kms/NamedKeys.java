package io.quenyan.project.kms;

import io.quenyan.kms.Kms;
import io.quenyan.project.KeyManagement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// The keys that may open packages, and where each is. No other key is ever asked.
///
/// @param named by options, files and configuration
/// @param recorded by a state, looked at only when none of the others is meant
/// @param providers key management systems by name
public record NamedKeys(List<NamedKey> named, Supplier<List<NamedKey>> recorded, Function<String, Kms> providers) {

    /// Only the named ones.
    public static NamedKeys of(List<NamedKey> named, Function<String, Kms> providers) {
        return new NamedKeys(named, List::of, providers);
    }

    /// Whether there is none.
    public boolean isEmpty() {
        return named.isEmpty() && recorded.get().isEmpty();
    }

    Optional<NamedKey> meantBy(KeyManagement block) {
        return Stream.concat(named.stream(), Stream.of(recorded).flatMap(state -> state.get().stream()))
                .filter(key -> key.isMeantBy(block))
                .findFirst();
    }
}
