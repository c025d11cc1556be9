package io.quenyan.project;

import java.util.List;

/// A build system that a project uses.
///
/// @param system `cargo`, `npm`, `maven` or `gradle`
/// @param manifestPath the file that tells, relative to the project's root
/// @param suggestedCommands build natively, then protect what was built
/// @param ciTemplate pipeline to copy, relative to this product's own root
public record Integration(String system, String manifestPath, List<String> suggestedCommands, String ciTemplate) {}
