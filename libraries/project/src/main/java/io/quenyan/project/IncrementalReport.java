package io.quenyan.project;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The end of an incremental run.
///
/// @param batch the output as a whole; its `encoded` counts the files with packages, kept ones included
/// @param decisions what was done with every path, sorted by path bytes
/// @param gap what does not add up, so that a file may have been skipped; then nothing was published
/// @param files all that is to be remembered
/// @param output that goes with it; null if nothing was published
public record IncrementalReport(
        BatchReport batch,
        Reconciliation counts,
        List<Decision> decisions,
        Optional<String> gap,
        List<RecordedFile> files,
        @Nullable RecordedOutput output) {}
