package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.format.KeyDerivation;
import io.quenyan.format.PackageException;
import io.quenyan.project.IndexException;
import io.quenyan.project.IndexFile;
import io.quenyan.project.IndexTrust;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.PackageStore;
import io.quenyan.project.file.PackageFolder;
import io.quenyan.project.grants.Location;
import java.util.Objects;
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
    /// @param foldsCase whether names that differ in case only are one file
    record Current(
            @Nullable String sha256,
            @Nullable String contentSha256,
            long generation,
            @Nullable KeyDerivation derivation,
            boolean foldsCase) {}

    private final ProjectKeys keys;

    Outputs(ProjectKeys keys) {
        this.keys = keys;
    }

    /// The output of `request`. Nothing is written.
    static PackageFolder open(EncodeRequest request) {
        return PackageFolder.open(Location.file(request.outputUri()).path());
    }

    /// What is in the output of `request`. Nothing is written.
    ///
    /// @throws RefusedException if it is no output of this project, or its index is not to be believed
    Current current(EncodeRequest request) {
        PackageFolder output = open(request);
        if (!output.ours()) {
            throw foreign("'%s' holds files and is no output of packages".formatted(request.outputUri()));
        }
        Optional<byte[]> index = output.index();
        return index.isPresent()
                ? verified(request, output, index.get())
                : new Current(null, null, 0, null, output.foldsCase());
    }

    /// The refusal that the state of an output leads to; the exception itself where the state may pass.
    static RuntimeException refusedOr(OutputRefusedException e) {
        return switch (e.reason()) {
            case FOREIGN, OTHER_SECRET, INDEX_ALTERED ->
                new RefusedException(Reason.OUTPUT_FOREIGN, String.valueOf(e.getMessage()));
            case IN_USE -> e;
        };
    }

    private Current verified(EncodeRequest request, PackageStore output, byte[] bytes) {
        IndexFile index = parse(bytes);
        String reference = Objects.requireNonNull(request.passphraseRef());
        IndexTrust trust = index.check(keys.of(reference), output);
        if (trust != IndexTrust.VERIFIED) {
            throw foreign(
                    trust == IndexTrust.ALTERED
                            ? "Its index was altered"
                            : "Its index was written under another passphrase than '%s'".formatted(reference));
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
                output.foldsCase());
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
