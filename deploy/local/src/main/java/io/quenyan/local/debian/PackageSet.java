package io.quenyan.local.debian;

import java.util.List;

/// Packages that are of use together.
///
/// @param name of the folder below the cache, with a number that grows when the set changes
public record PackageSet(String name, List<Wanted> packages) {

    public PackageSet {
        packages = List.copyOf(packages);
    }

    /// A package of a release.
    ///
    /// @param suite `trixie`, or [#SYSTEM] for a package that must fit this machine's own programs
    public record Wanted(String name, String suite) {}

    /// This machine's own release.
    public static final String SYSTEM = "";
}
