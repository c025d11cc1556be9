package io.quenyan.project;

import io.quenyan.format.Encryption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What packages there should be.
///
/// @param sources whether every file gets a source package
/// @param encryption of all packages
/// @param key null for a passphrase
/// @param lostSalts of recorded packages that do not open with the project's secret, lower-case hex
/// @param forced whether all are to be made again
public record WantedPackages(
        boolean sources, Encryption encryption, @Nullable PackageKey key, Set<String> lostSalts, boolean forced) {
    public WantedPackages {
        lostSalts = Set.copyOf(lostSalts);
    }
}
