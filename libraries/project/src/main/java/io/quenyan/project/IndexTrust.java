package io.quenyan.project;

/// What a secret says about an index.
public enum IndexTrust {
    /// Its code is right: it is what a holder of this secret wrote.
    VERIFIED,
    /// Neither it nor a package opens: this is not the secret.
    WRONG_SECRET,
    /// A package opens and the index's code is wrong: the index was altered.
    ALTERED
}
