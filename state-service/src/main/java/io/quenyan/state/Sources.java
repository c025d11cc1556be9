package io.quenyan.state;

import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.git.GitCommitTree;
import io.quenyan.project.grants.Location;
import io.quenyan.state.Refusal.Reason;

/// Opens the repositories that requests name. Nothing is checked out and nothing of theirs is run.
final class Sources {

    private Sources() {}

    /// The tree of `revision` in a repository.
    ///
    /// @throws RefusedException if there is no such repository or revision, or it reaches outside itself
    static GitCommitTree open(String sourceUri, String revision) {
        try {
            return GitCommitTree.open(Location.source(sourceUri).path(), revision);
        } catch (UnreadableSourceException e) {
            Reason reason = switch (e.reason()) {
                case IO -> throw e;
                case NOT_A_REPOSITORY -> Reason.SOURCE_NOT_FOUND;
                case UNKNOWN_REVISION -> Reason.REVISION_UNKNOWN;
                case ALTERNATES, GITDIR_OUTSIDE, TOO_LARGE, DAMAGED -> Reason.SOURCE_UNREADABLE;
            };
            throw new RefusedException(reason, String.valueOf(e.getMessage()));
        }
    }
}
