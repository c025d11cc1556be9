package io.quenyan.project;

/// A file of the project as it is now, held against what is recorded of it.
///
/// @param wanted whether it is to have packages; others are only looked at because files depend on them
/// @param contentChanged whether its bytes differ from the recorded ones; without meaning if nothing is recorded
/// @param packages how its packages were found; without meaning if none are recorded
public record ObservedFile(
        String path, FileMode mode, boolean wanted, boolean contentChanged, PackageCondition packages) {}
