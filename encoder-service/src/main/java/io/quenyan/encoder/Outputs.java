package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.format.ErrorCode;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.project.IndexException;
import io.quenyan.project.IndexFile;
import io.quenyan.project.IndexTrust;
import io.quenyan.project.KeyManagement;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.PackageStore;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.grants.Location;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the folders that get packages, and looks at what is in them.
final class Outputs {

    /// The output as it is.
    ///
    /// @param sha256 digest of its verified index; null if it has none
    /// @param contentSha256 digest of what that index holds; null if it has none
    /// @param generation of that index; 0 if it has none
    /// @param derivation of the key of that index; null if it has none
    /// @param keyManagement what that index tells of a key of a key service; null for a passphrase
    /// @param foldsCase whether names that differ in case only are one file
    record Current(
            @Nullable String sha256,
            @Nullable String contentSha256,
            long generation,
            @Nullable KeyDerivation derivation,
            @Nullable KeyManagement keyManagement,
            boolean foldsCase) {}

    private Outputs() {}

    /// The output of `request`. Nothing is written.
    static PackageFolder open(EncodeRequest request) {
        return PackageFolder.open(Location.file(request.outputUri()).path());
    }

    /// What is in the output of `request`. Nothing is written.
    ///
    /// @throws RefusedException if it is no output of this project, or its index is not to be believed
    static Current current(EncodeRequest request, KeySource keys) {
        PackageFolder output = open(request);
        if (!output.ours()) {
            throw foreign("'%s' holds files and is no output of packages".formatted(request.outputUri()));
        }
        Optional<byte[]> index = output.index();
        return index.isPresent()
                ? verified(request, output, index.get(), keys)
                : new Current(null, null, 0, null, null, output.foldsCase());
    }

    /// The refusal that the state of an output leads to; the exception itself where the state may pass.
    static RuntimeException refusedOr(OutputRefusedException e) {
        return switch (e.reason()) {
            case FOREIGN, OTHER_SECRET, INDEX_ALTERED ->
                new RefusedException(Reason.OUTPUT_FOREIGN, String.valueOf(e.getMessage()));
            case IN_USE -> e;
        };
    }

    private static Current verified(EncodeRequest request, PackageStore output, byte[] bytes, KeySource keys) {
        IndexFile index = parse(bytes);
        IndexTrust trust = trust(index, output, keys);
        if (trust != IndexTrust.VERIFIED) {
            throw foreign(trust == IndexTrust.ALTERED ? "Its index was altered" : underAnother(request));
        }
        if (!index.claimed().project().equals(request.projectId())) {
            throw foreign(
                    "It belongs to the project '%s'".formatted(index.claimed().project()));
        }
        return new Current(
                index.sha256(),
                index.claimed().contentSha256(),
                index.claimed().generation(),
                index.claimed().derivation(),
                KeyManagement.ofBlock(index.claimed().keyManagement()).orElse(null),
                output.foldsCase());
    }

    private static IndexTrust trust(IndexFile index, PackageStore output, KeySource keys) {
        try {
            return index.check(keys, output);
        } catch (PackageException e) {
            if (e.code() == ErrorCode.KEY_NOT_ALLOWED) {
                throw foreign("Its index is under a key that the project is not granted");
            }
            throw e;
        }
    }

    private static String underAnother(EncodeRequest request) {
        return request.keyReference() == null
                ? "Its index was written under another passphrase than '%s'".formatted(request.passphraseRef())
                : "Its index was written under a passphrase, or under another key than '%s'"
                        .formatted(request.keyReference());
    }

    private static IndexFile parse(byte[] bytes) {
        try {
            return IndexFile.parse(bytes);
        } catch (IndexException | PackageException e) {
            throw foreign("Its index cannot be read");
        }
    }

    private static RefusedException foreign(String what) {
        return new RefusedException(Reason.OUTPUT_FOREIGN, what + "; name another output");
    }
}
