package io.quenyan.project;

import java.util.Optional;

/// How the packages of a file were found, held against what is recorded of them.
public enum PackageCondition {
    /// Each is what was written.
    SOUND(null),
    /// The output's index names other packages than are recorded: somebody else wrote them.
    UNRECORDED(RebuildReason.STATE_LOST),
    /// One is not there.
    MISSING(RebuildReason.PACKAGE_MISSING),
    /// One is there with other bytes.
    CORRUPTED(RebuildReason.PACKAGE_CORRUPTED);

    private final Optional<RebuildReason> reason;

    PackageCondition(@org.jspecify.annotations.Nullable RebuildReason reason) {
        this.reason = Optional.ofNullable(reason);
    }

    /// Why the file is to be encoded again; nothing if its packages are sound.
    public Optional<RebuildReason> reason() {
        return reason;
    }
}
