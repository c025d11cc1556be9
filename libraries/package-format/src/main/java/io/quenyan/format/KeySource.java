package io.quenyan.format;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/// Where a reader gets the keys of packages: a passphrase, or data keys of a key service.
@FunctionalInterface
public interface KeySource {

    /// Member of the metadata, and of an index, that says which key of a key service protects a package.
    String BLOCK = "key_management";

    /// The key for `derivation`, of the secret that protects what says `block` of itself.
    ///
    /// @param block the package's [#BLOCK], whoever wrote it; null if it has none
    /// @throws PackageException `KDF_LIMIT` if the derivation costs more than is allowed, nothing was derived;
    ///     `KEY_NOT_ALLOWED` if the block names a key that the caller did not, nobody was asked;
    ///     `AUTH_FAILED` if there is no such secret
    DerivedKey get(KeyDerivation derivation, @Nullable JsonNode block);
}
