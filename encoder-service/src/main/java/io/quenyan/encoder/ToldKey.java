package io.quenyan.encoder;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What others tell of a key: which of its versions nothing may be encoded under any more.
///
/// @param names everything that it is called
/// @param compromised versions that are believed to be known to others
public record ToldKey(String provider, List<String> names, List<String> compromised) {

    public ToldKey {
        names = List.copyOf(names);
        compromised = List.copyOf(compromised);
    }

    /// A key of these names, some of which may be missing.
    public static ToldKey of(
            String provider,
            String keyId,
            @Nullable String alias,
            @Nullable String materialArn,
            List<String> compromised) {
        return new ToldKey(
                provider,
                Stream.of(keyId, alias, materialArn)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList(),
                compromised);
    }

    /// A key that was rotated just now.
    public record Rotated(ToldKey key) {}

    /// A key that somebody looked at.
    public record Recorded(ToldKey key) {}
}
