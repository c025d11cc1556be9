package io.quenyan.project;

import java.util.List;
import java.util.Map;

/// Everything in a tree.
///
/// @param entries sorted by path bytes
/// @param failed what should be content and cannot be, such as submodules
/// @param excluded how many files were left out, by reason
public record TreeListing(List<TreeEntry> entries, List<FailedFile> failed, Map<String, Long> excluded) {
    public TreeListing {
        entries = List.copyOf(entries);
        failed = List.copyOf(failed);
        excluded = Map.copyOf(excluded);
    }
}
