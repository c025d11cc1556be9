package io.quenyan.project;

import io.quenyan.format.KeySource;
import org.jspecify.annotations.Nullable;

/// What protects a project's packages, as a batch needs it: it opens those that are there, and says what new ones are
/// sealed under.
public interface ProjectSecret extends KeySource {

    /// The key of a key service that new packages would be under now; null for a passphrase alone.
    @Nullable
    PackageKey wanted();

    /// What the packages of a batch are sealed under.
    ///
    /// @param previous block of the index that the batch goes on from, which this secret opens; null for none
    SealingSecret sealing(@Nullable KeyManagement previous);
}
