package io.quenyan.encoder;

import io.quenyan.encoder.Refusal.Reason;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.git.GitCommitTree;
import io.quenyan.project.grants.Location;

/// Opens the repositories that requests name. Nothing is checked out and nothing of theirs is run.
final class Sources {

    /// The tree of `revision` in the request's repository.
    ///
    /// @throws RefusedException if there is no such repository or revision, or it reaches outside itself
    GitCommitTree open(EncodeRequest request, String revision) {
        try {
            return GitCommitTree.open(Location.source(request.sourceUri()).path(), revision);
        } catch (UnreadableSourceException e) {
            if (e.reason().mayPass()) {
                throw e;
            }
            throw new RefusedException(reason(e.reason()), String.valueOf(e.getMessage()));
        }
    }

    private static Reason reason(UnreadableSourceException.Reason reason) {
        return switch (reason) {
            case NOT_A_REPOSITORY -> Reason.SOURCE_NOT_FOUND;
            case UNKNOWN_REVISION -> Reason.REVISION_UNKNOWN;
            case ALTERNATES, GITDIR_OUTSIDE, TOO_LARGE, DAMAGED, IO -> Reason.SOURCE_UNREADABLE;
        };
    }
}
