package io.quenyan.encoder;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quenyan.format.BatchSeed;
import io.quenyan.format.KeyDerivation;
import io.quenyan.project.KeyManagement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request that was accepted, on its way to its answer.
///
/// @param id the database's number
/// @param generation of the project's output; higher than that of every batch accepted before
/// @param notAfter when trying ends
/// @param plan null until it was planned
public record Batch(
        long id,
        EncodeRequest request,
        long generation,
        Instant acceptedAt,
        Instant notAfter,
        @Nullable Plan plan) {

    /// What every task of the batch must agree on, so that a task done twice writes the same bytes.
    ///
    /// @param commit the pinned commit's id
    /// @param tree id of that commit's tree
    /// @param files how many files the tree holds for this request, the excluded ones left out
    /// @param keyManagement the key of a key service and the batch's data key, wrapped; null for a passphrase
    public record Plan(
            String commit,
            String tree,
            KeyDerivation derivation,
            BatchSeed seed,
            long files,
            @Nullable KeyManagement keyManagement) {

        /// The block as packages and index tell it.
        public @Nullable ObjectNode block() {
            return keyManagement == null ? null : keyManagement.toNode();
        }
    }

    /// The plan, once there is one.
    public Plan planned() {
        return Objects.requireNonNull(plan, () -> "Batch %d has no plan yet".formatted(id));
    }

    public String projectId() {
        return request.projectId();
    }
}
