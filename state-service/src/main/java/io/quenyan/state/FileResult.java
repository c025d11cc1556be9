package io.quenyan.state;

import io.quenyan.project.FailedFile;
import io.quenyan.project.FileAction;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import org.jspecify.annotations.Nullable;

/// What became of a file.
///
/// @param reason why it was rebuilt; null otherwise
/// @param failure why it failed; null otherwise
/// @param recorded what is known of it now; null if it was removed or failed
public record FileResult(
        String path,
        FileAction action,
        @Nullable RebuildReason reason,
        @Nullable FailedFile failure,
        @Nullable RecordedFile recorded) {}
