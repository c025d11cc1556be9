package io.quenyan.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What became of the files that were read.
///
/// @param made files that have packages now
/// @param excluded files that are not to be encoded, by reason
/// @param failed files that have none
record EncodedFiles(List<Made> made, Map<String, List<Made>> excluded, List<FailedFile> failed) {

    /// A file that was read.
    ///
    /// @param packages none if it is not to be encoded
    /// @param source what is to be remembered of it; null if nothing is
    record Made(
            PlannedFile file,
            List<StoredPackage> packages,
            @Nullable Source source) {}

    /// A file as it was read.
    record Source(
            String sha256,
            List<String> dependencies,
            @Nullable String blob,
            @Nullable FileStamp stamp) {}

    static EncodedFiles none() {
        return new EncodedFiles(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
    }

    static EncodedFiles together(List<EncodedFiles> chunks) {
        EncodedFiles all = none();
        for (EncodedFiles chunk : chunks) {
            all.made.addAll(chunk.made);
            all.failed.addAll(chunk.failed);
            chunk.excluded.forEach((reason, files) ->
                    all.excluded.computeIfAbsent(reason, _ -> new ArrayList<>()).addAll(files));
        }
        return all;
    }

    List<StoredPackage> packages() {
        return made.stream().flatMap(file -> file.packages().stream()).toList();
    }
}
