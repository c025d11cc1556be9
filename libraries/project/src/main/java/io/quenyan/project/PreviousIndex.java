package io.quenyan.project;

import io.quenyan.format.DerivedKeys;
import io.quenyan.project.OutputRefusedException.Reason;
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
    static Optional<PreviousIndex> find(
            PackageStore output, DerivedKeys keys, String project, @Nullable String vouched) {
        return output.index().map(bytes -> check(bytes, output, keys, project, vouched));
    }

    private static PreviousIndex check(
            byte[] bytes, PackageStore output, DerivedKeys keys, String project, @Nullable String vouched) {
        IndexFile file;
        try {
            file = IndexFile.parse(bytes);
        } catch (IndexException e) {
            throw refused(Reason.INDEX_ALTERED, "its index cannot be read");
        }
        String sha256 = file.sha256();
        boolean own = sha256.equals(vouched);
        IndexTrust trust = file.check(keys, output);
        if (trust == IndexTrust.ALTERED && !own) {
            throw refused(Reason.INDEX_ALTERED, "its index was altered");
        }
        if (trust == IndexTrust.WRONG_SECRET && !own) {
            throw refused(Reason.OTHER_SECRET, "it was written under another passphrase");
        }
        if (!file.claimed().project().equals(project)) {
            throw refused(
                    Reason.FOREIGN,
                    "it belongs to the project '%s'".formatted(file.claimed().project()));
        }
        return new PreviousIndex(file.claimed(), sha256, trust == IndexTrust.VERIFIED);
    }

    private static OutputRefusedException refused(Reason reason, String what) {
        return new OutputRefusedException(
                reason, "The output cannot be used: %s. Choose a fresh folder".formatted(what));
    }
}
