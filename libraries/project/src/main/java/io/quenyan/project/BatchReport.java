package io.quenyan.project;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The end of a batch.
///
/// @param seen files that should have packages: encoded and failed
/// @param encoded files that have
/// @param excluded how many files were left out, by reason
/// @param failed files that have none
/// @param stale packages of earlier runs that the index does not name; removed when pruned
/// @param entries packages in the index; a file can have two
/// @param keyManagement what the index tells of a key of a key service; null for a passphrase alone
/// @param index where the index is; null on a dry run
/// @param indexSha256 null on a dry run
/// @param integrations build systems at the root
public record BatchReport(
        String project,
        @Nullable Revision revision,
        boolean dirty,
        long generation,
        long seen,
        long encoded,
        Map<String, Long> excluded,
        List<FailedFile> failed,
        List<String> stale,
        boolean pruned,
        List<IndexEntry> entries,
        @Nullable KeyManagement keyManagement,
        @Nullable String index,
        @Nullable String indexSha256,
        String contentSha256,
        List<Integration> integrations,
        Duration duration) {

    /// How many packages the index names.
    public long packages() {
        return entries.size();
    }

    /// Size of these packages together, in bytes.
    public long bytes() {
        return entries.stream().mapToLong(IndexEntry::size).sum();
    }
}
