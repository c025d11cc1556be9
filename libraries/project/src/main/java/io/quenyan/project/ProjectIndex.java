package io.quenyan.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.DerivedKey;
import io.quenyan.format.KeyDerivation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an output holds: all packages of a project at one point in time, and what is missing.
///
/// @param commit the project's commit; null outside version control
/// @param tree id of the commit's tree
/// @param dirty whether what was encoded differs from the commit
/// @param generation counts the indexes of this output
/// @param epoch of the pipeline that wrote it; null where no epochs are in use
/// @param derivation what the key of the index, and of this generation's packages, is derived from
/// @param keyManagement the key service's block; null for a passphrase
/// @param contentSha256 see [ContentDigest]
/// @param failed files without a package
/// @param entries the packages
public record ProjectIndex(
        String project,
        @Nullable String commit,
        @Nullable String tree,
        boolean dirty,
        long generation,
        @Nullable Long epoch,
        KeyDerivation derivation,
        @Nullable ObjectNode keyManagement,
        String contentSha256,
        List<Failure> failed,
        List<IndexEntry> entries) {

    /// A file without a package.
    ///
    /// @param reason stable name, see [FailedFile]
    public record Failure(String path, String reason) {}

    /// Sorts `failed` and `entries`.
    public ProjectIndex {
        failed = failed.stream()
                .sorted(Comparator.comparing(Failure::path, ProjectPath.BY_BYTES))
                .toList();
        entries = entries.stream().sorted(IndexEntry.ORDER).toList();
    }

    /// The bytes of `index.json`, with the code that vouches for them.
    ///
    /// @param key of [#derivation], from the project's secret
    public byte[] seal(DerivedKey key) {
        var bytes = new ByteArrayOutputStream();
        try {
            IndexWriter.write(this, key, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
