package io.quenyan.format;

/// Where a reader gets the key of a package's derivation.
@FunctionalInterface
interface KeySource {

    /// The key for `derivation`.
    ///
    /// @throws PackageException `KDF_LIMIT` if the derivation costs more than is allowed; nothing was derived
    DerivedKey get(KeyDerivation derivation);
}
