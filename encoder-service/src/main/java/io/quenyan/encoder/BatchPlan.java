package io.quenyan.encoder;

import io.quenyan.format.KeyDerivation;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.PlannedFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a batch will do, at a pinned commit.
///
/// @param files to encode, sorted by path bytes
/// @param failures files known to fail before anything is read, such as submodules
/// @param excluded files left out, by reason
/// @param least the generation must be higher than this, that of the output's verified index
/// @param integrations build systems found at the root
/// @param base what is kept from the batch that wrote the current index; null for a whole project
/// @param keyManagement the key of a key service and the batch's data key, wrapped; null for a passphrase
public record BatchPlan(
        String commit,
        String tree,
        List<PlannedFile> files,
        List<TaskResult.Failure> failures,
        Map<String, Long> excluded,
        long least,
        List<String> integrations,
        @Nullable Base base,
        @Nullable KeyManagement keyManagement) {

    /// Version 1 shares one key among the packages of a salt, so their number is bounded (nonces are 96 random
    /// bits).
    public static final long MOST_V1_PACKAGES = 1 << 20;

    /// Most files of a task.
    public static final int TASK_FILES = 500;

    /// The packages of the current index stay, but for these paths.
    ///
    /// @param indexSha256 digest of the index that the request builds on
    /// @param replaced paths that are encoded again or removed
    /// @param derivation of the key of that index: the part goes on with it, so that the output opens with one key
    ///     however many parts were encoded; null if the part has another data key
    public record Base(
            String indexSha256,
            Set<String> replaced,
            @Nullable KeyDerivation derivation) {}

    /// The same plan for a part of the project.
    BatchPlan limitedTo(List<PlannedFile> part, List<TaskResult.Failure> failing, Base kept) {
        return new BatchPlan(commit, tree, part, failing, Map.of(), least, integrations, kept, keyManagement);
    }

    /// So many packages may come of it: a file may have its source and its descriptor.
    public long mostPackages() {
        return 2L * files.size();
    }

    /// Number of tasks; 0 for a batch without files.
    public int tasks() {
        return (files.size() + TASK_FILES - 1) / TASK_FILES;
    }
}
