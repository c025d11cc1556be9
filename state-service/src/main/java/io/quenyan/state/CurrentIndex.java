package io.quenyan.state;

import io.quenyan.format.DerivedKeys;
import io.quenyan.format.PackageException;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.IndexException;
import io.quenyan.project.IndexFile;
import io.quenyan.project.IndexTrust;
import io.quenyan.project.PackageStore;
import io.quenyan.project.ProjectIndex;
import io.quenyan.state.Refusal.Reason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The index of an output, which a secret of the project vouches for.
///
/// @param sha256 of the file
/// @param byPath the packages of every path
record CurrentIndex(ProjectIndex index, String sha256, Map<String, List<IndexEntry>> byPath) {

    /// The index in `output`, if it has one.
    ///
    /// @param secrets one of which must vouch for it
    /// @throws RefusedException if none does, or it is another project's
    static Optional<CurrentIndex> read(PackageStore output, String projectId, Collection<DerivedKeys> secrets) {
        return output.index().map(bytes -> {
            IndexFile file = parse(bytes);
            if (secrets.stream().noneMatch(keys -> file.check(keys, output) == IndexTrust.VERIFIED)) {
                throw foreign("Its index was altered, or written under another passphrase");
            }
            if (!file.claimed().project().equals(projectId)) {
                throw foreign("It belongs to the project '%s'"
                        .formatted(file.claimed().project()));
            }
            return new CurrentIndex(
                    file.claimed(),
                    file.sha256(),
                    file.claimed().entries().stream().collect(Collectors.groupingBy(IndexEntry::path)));
        });
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
