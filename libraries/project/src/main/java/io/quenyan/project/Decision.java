package io.quenyan.project;

import org.jspecify.annotations.Nullable;

/// What is to be done with a path, and why.
///
/// @param action for [FileAction#REBUILT] what is intended: reading the file can still fail, or show that it is not to
///     be encoded
/// @param reason of [FileAction#REBUILT]; null otherwise
public record Decision(
        String path, FileAction action, @Nullable RebuildReason reason) {
    public Decision {
        if ((action == FileAction.REBUILT) != (reason != null)) {
            throw new IllegalArgumentException(
                    "A reason belongs to what is rebuilt and to nothing else, got %s with %s for '%s'"
                            .formatted(action, reason, path));
        }
    }
}
