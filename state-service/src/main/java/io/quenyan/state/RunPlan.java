package io.quenyan.state;

import io.quenyan.project.Decision;
import io.quenyan.project.FailedFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run is to do, and what it counted while it looked.
///
/// @param commit the pinned commit's id
/// @param tree id of that commit's tree
/// @param tracked files of the commit, whatever becomes of them
/// @param excluded how many of them were left out, by reason
/// @param decisions for every path that belongs to the run, and for those that no longer do
/// @param failures files that can have no package, known before anything is encoded
/// @param leftovers paths of which the index says that they failed, and that are gone
/// @param dependencyTargets paths of the commit that files depend on and that get no package
/// @param integrations build systems at the root
/// @param indexSha256 of the index that the output had; null if it had none
/// @param ask what the encoder is asked for; null if nothing is to be done
public record RunPlan(
        String commit,
        String tree,
        long tracked,
        Map<String, Long> excluded,
        List<Decision> decisions,
        List<FailedFile> failures,
        List<String> leftovers,
        List<String> dependencyTargets,
        List<String> integrations,
        @Nullable String indexSha256,
        @Nullable Ask ask) {

    /// What the encoder is asked for.
    ///
    /// @param paths the part of the project; null for all of it
    public record Ask(String requestId, @Nullable Part paths) {}

    /// A part of the project.
    ///
    /// @param name of the list of its paths, in the output
    /// @param sha256 of that list
    /// @param baseIndexSha256 of the index that the batch starts from
    public record Part(String name, String sha256, String baseIndexSha256) {}

    public RunPlan {
        excluded = Map.copyOf(excluded);
        decisions = List.copyOf(decisions);
        failures = List.copyOf(failures);
        leftovers = List.copyOf(leftovers);
        dependencyTargets = List.copyOf(dependencyTargets);
        integrations = List.copyOf(integrations);
    }
}
