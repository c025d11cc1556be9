package io.quenyan.project;

import java.util.ArrayList;
import java.util.List;

/// The entries of an index, asked for by paths in their order: one pass over both, and no table of either.
final class EntriesInOrder {

    private final List<IndexEntry> entries;
    private int next;

    /// @param entries sorted by path bytes
    /// @param first path that is asked for first
    EntriesInOrder(List<IndexEntry> entries, String first) {
        this.entries = entries;
        int from = 0;
        int to = entries.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ProjectPath.BY_BYTES.compare(entries.get(middle).path(), first) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        next = from;
    }

    /// The entries of `path`, which comes after those that were asked for before.
    List<IndexEntry> of(String path) {
        List<IndexEntry> found = new ArrayList<>(2);
        int order = -1;
        while (next < entries.size() && order <= 0) {
            order = ProjectPath.BY_BYTES.compare(entries.get(next).path(), path);
            if (order == 0) {
                found.add(entries.get(next));
            }
            next += order <= 0 ? 1 : 0;
        }
        return found;
    }
}
