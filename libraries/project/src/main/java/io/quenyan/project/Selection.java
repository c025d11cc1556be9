package io.quenyan.project;

import java.util.List;

/// What of a project is to be encoded.
///
/// @param includeGlobs paths to take; none takes all. See [Glob]
/// @param sources whether every file gets a source package, not only descriptors theirs
public record Selection(List<String> includeGlobs, boolean sources) {

    private static final int MOST_GLOBS = 1_000;

    /// @throws IllegalArgumentException if a glob is malformed
    public Selection {
        includeGlobs = List.copyOf(includeGlobs);
        if (includeGlobs.size() > MOST_GLOBS) {
            throw new IllegalArgumentException(
                    "At most %d globs are taken, got %d".formatted(MOST_GLOBS, includeGlobs.size()));
        }
        includeGlobs.forEach(Glob::of);
    }

    /// All descriptors.
    public static Selection descriptors() {
        return new Selection(List.of(), false);
    }

    /// All files.
    public static Selection everything() {
        return new Selection(List.of(), true);
    }
}
