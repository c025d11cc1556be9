package io.quenyan.project;

import java.time.Clock;

/// How an incremental run is done.
///
/// @param manifests what the project's manifests say of its dependencies
/// @param forced whether everything is encoded again
/// @param clock by which files are told that changed a moment ago
public record IncrementalOptions(BatchOptions batch, Dependencies manifests, boolean forced, Clock clock) {}
