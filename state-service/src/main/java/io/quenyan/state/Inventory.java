package io.quenyan.state;

import io.quenyan.project.RecordedFile;
import io.quenyan.project.StateCondition;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is known of an output of a project.
///
/// @param condition how it was found
/// @param output null unless it is sound
/// @param files by path; empty unless it is sound
public record Inventory(StateCondition condition, @Nullable Output output, Map<String, RecordedFile> files) {

    /// The output that it goes with, as of the last batch that was taken in.
    ///
    /// @param id the database's number
    /// @param generation of its index
    /// @param indexSha256 of its index
    public record Output(long id, long generation, String indexSha256) {}

    public Inventory {
        files = Map.copyOf(files);
    }

    /// Nothing is known.
    public static Inventory none(StateCondition condition) {
        return new Inventory(condition, null, Map.of());
    }

    /// A sound one.
    public static Inventory of(Output output, Collection<RecordedFile> files) {
        Map<String, RecordedFile> byPath = new HashMap<>();
        files.forEach(file -> byPath.put(file.path(), file));
        return new Inventory(StateCondition.OK, output, byPath);
    }

    /// Generation of the index that it knows; 0 if none.
    public long generation() {
        return output == null ? 0 : output.generation();
    }
}
