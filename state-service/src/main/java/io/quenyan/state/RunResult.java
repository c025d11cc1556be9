package io.quenyan.state;

import io.quenyan.project.Reconciliation;
import io.quenyan.project.RecordedFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run came to.
///
/// @param taken what the inventory is to hold now; null if it stays as it is
/// @param index the index that stands
/// @param unaccounted files that the run cannot account for; 0 unless something is wrong
/// @param results of every file that belongs to the run, and of those that no longer do, sorted by path bytes
/// @param list of these results, beside the index; null where nobody asked
public record RunResult(
        @Nullable Taken taken,
        Index index,
        Reconciliation counts,
        long unaccounted,
        List<FileResult> results,
        @Nullable FileList list) {

    /// What an inventory takes over from an index.
    ///
    /// @param digest see [InventoryDigest]
    /// @param files all that is recorded now
    public record Taken(String digest, List<RecordedFile> files) {}

    /// An index that stands.
    public record Index(
            String sha256,
            String contentSha256,
            int encryption,
            long generation,
            @Nullable Long epoch,
            @Nullable String commit,
            long packages,
            long bytes) {}

    /// The list of all files.
    public record FileList(String name, String sha256) {}
}
