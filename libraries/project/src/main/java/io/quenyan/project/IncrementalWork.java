package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import io.quenyan.project.Observation.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an incremental run did, before it is put together.
///
/// @param previous the index that the output had; null if none
record IncrementalWork(
        IncrementalOptions options,
        ProjectListing listing,
        RebuildPlan plan,
        List<Seen> seen,
        EncodedFiles made,
        Sealing sealing,
        @Nullable PreviousIndex previous) {

    /// What the packages of the run are sealed with.
    ///
    /// @param sealedBefore packages that earlier runs sealed under the same salt
    record Sealing(SealingSecret secret, DerivedKey key, long generation, long sealedBefore) {}
}
