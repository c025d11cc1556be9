package io.quenyan.project;

import io.quenyan.format.Encryption;

/// How a batch is encoded on the command line.
///
/// @param project the project's id
/// @param prune whether packages that are not in the new index are removed
/// @param dryRun whether everything is done but the writing
public record BatchOptions(String project, Selection selection, Encryption encryption, boolean prune, boolean dryRun) {}
