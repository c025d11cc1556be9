package io.quenyan.encoder;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of the files of a task. Its packages are stored under their final names, synced.
///
/// @param excluded files that turned out not to be descriptors and the like, by reason
public record TaskResult(List<StoredPackage> packages, List<Failure> failures, Map<String, Long> excluded) {

    /// A package in the output.
    ///
    /// @param kind `descriptor`, `source` or `link`
    /// @param mode `100644`, `100755` or `120000`
    /// @param contentSha256 digest of what is inside; it never leaves the service's own tables
    /// @param generation of the batch that wrote it
    /// @param commit the file was read at
    /// @param keyId key of a key service that it needs; null for a passphrase
    /// @param keyVersion of that key
    public record StoredPackage(
            String path,
            String kind,
            String mode,
            String name,
            String sha256,
            long bytes,
            String contentSha256,
            long generation,
            @Nullable String commit,
            @Nullable String keyId,
            @Nullable String keyVersion) {}

    /// A file that has no package, and why.
    public record Failure(String path, String reason, String detail) {}
}
