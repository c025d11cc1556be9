package io.quenyan.state;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is known, for those who look.
public interface Views {

    /// A project's outputs, what it is at, and how much of it was rebuilt of late; nothing if it was never seen.
    Optional<ProjectView> project(String projectId);

    /// The run that was asked for by that request; nothing if none was. The newest, should two projects have used one
    /// id.
    Optional<RunView> run(String requestId);

    /// How many files of a project are under which version of which key.
    List<KeyUse> keys(String projectId);

    /// @param rebuiltRatio7d rebuilt files by files seen, of the runs that ended within seven days; null if none did
    @JsonNaming(SnakeCaseStrategy.class)
    record ProjectView(
            String projectId,
            List<OutputView> outputs,
            long queued,
            @Nullable String activeRequestId,
            @Nullable Double rebuiltRatio7d) {}

    /// @param quarantine null for what is current
    @JsonNaming(SnakeCaseStrategy.class)
    record OutputView(
            String outputUri,
            String sourceUri,
            long generation,
            @Nullable String commit,
            String indexSha256,
            String contentSha256,
            long files,
            Instant takenAt,
            @Nullable String quarantine) {}

    /// @param state `queued`, `active` or `done`
    /// @param outcome of one that is done
    /// @param counts as in ProjectIncrementalRebuilt; null unless it came to an end
    @JsonNaming(SnakeCaseStrategy.class)
    record RunView(
            String requestId,
            String projectId,
            String outputUri,
            String state,
            int attempt,
            Instant acceptedAt,
            Instant notAfter,
            @Nullable String outcome,
            @Nullable Long generation,
            @JsonRawValue @Nullable String counts,
            @Nullable Instant doneAt) {}

    /// @param keyProvider null for a passphrase
    @JsonNaming(SnakeCaseStrategy.class)
    record KeyUse(
            String outputUri,
            @Nullable String keyProvider,
            @Nullable String keyId,
            @Nullable String keyVersion,
            int encryption,
            long files) {}
}
