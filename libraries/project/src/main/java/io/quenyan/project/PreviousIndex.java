package io.quenyan.project;

import io.quenyan.format.ErrorCode;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.project.OutputRefusedException.Reason;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The index that an output has, from which a batch goes on.
///
/// @param opens whether it is of the secret at hand; if not, the project's state vouches for it
record PreviousIndex(ProjectIndex index, String sha256, boolean opens) {

    /// Finds it. A wrong passphrase, another project's output and an altered index are found here, before any
    /// write.
    ///
    /// @param vouched SHA-256 of the index that the project's own state goes with: it may be of an earlier
    ///     secret, even if packages of the new one lie under it: a change of passphrase that ended early
    /// @throws OutputRefusedException if nobody may go on from it
    static Optional<PreviousIndex> find(PackageStore output, KeySource keys, String project, @Nullable String vouched) {
        return output.index().map(bytes -> check(bytes, output, keys, project, vouched));
    }

    private static PreviousIndex check(
            byte[] bytes, PackageStore output, KeySource keys, String project, @Nullable String vouched) {
        IndexFile file;
        try {
            file = IndexFile.parse(bytes);
        } catch (IndexException e) {
            throw refused(Reason.INDEX_ALTERED, "its index cannot be read");
        }
        String sha256 = file.sha256();
        boolean own = sha256.equals(vouched);
        IndexTrust trust = trust(file, output, keys, own);
        if (trust == IndexTrust.ALTERED && !own) {
            throw refused(Reason.INDEX_ALTERED, "its index was altered");
        }
        if (trust == IndexTrust.WRONG_SECRET && !own) {
            throw refused(Reason.OTHER_SECRET, "it was written under another passphrase or key");
        }
        if (!file.claimed().project().equals(project)) {
            throw refused(
                    Reason.FOREIGN,
                    "it belongs to the project '%s'".formatted(file.claimed().project()));
        }
        return new PreviousIndex(file.claimed(), sha256, trust == IndexTrust.VERIFIED);
    }

    /// The key of an index that the state vouches for may be gone: then only its packages are lost, and made again.
    private static IndexTrust trust(IndexFile file, PackageStore output, KeySource keys, boolean own) {
        try {
            return file.check(keys, output);
        } catch (KeyRefusedException e) {
            if (own) {
                return IndexTrust.WRONG_SECRET;
            }
            throw e;
        } catch (PackageException e) {
            if (own && e.code() == ErrorCode.KEY_NOT_ALLOWED) {
                return IndexTrust.WRONG_SECRET;
            }
            throw e;
        }
    }

    /// What the index says of its key.
    @Nullable
    KeyManagement block() {
        return opens ? KeyManagement.ofBlock(index.keyManagement()).orElse(null) : null;
    }

    /// Whether it is of the same passphrase, or the same data key.
    boolean isUnder(SealingSecret secret) {
        String wrapped = KeyManagement.ofBlock(index.keyManagement())
                .map(KeyManagement::wrappedKey)
                .orElse(null);
        return Objects.equals(wrapped, secret.wrappedKey());
    }

    private static OutputRefusedException refused(Reason reason, String what) {
        return new OutputRefusedException(
                reason, "The output cannot be used: %s. Choose a fresh folder".formatted(what));
    }
}
