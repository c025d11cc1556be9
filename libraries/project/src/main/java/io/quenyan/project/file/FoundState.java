package io.quenyan.project.file;

import io.quenyan.project.ProjectState;
import io.quenyan.project.StateCondition;

/// What stands where a state should be.
public sealed interface FoundState {

    /// A state, every byte of which is what was written.
    ///
    /// @param checksum of its bytes
    /// @param latest highest revision of its lineage known here: higher than its own if an older copy was put back
    record Sound(ProjectState state, String checksum, long latest) implements FoundState {

        /// Whether an older copy was put back, so that nothing is reused unseen.
        public boolean putBack() {
            return latest > state.revision();
        }
    }

    /// Nothing, or nothing but white space.
    ///
    /// @param condition [StateCondition#MISSING] or [StateCondition#EMPTY]
    record Absent(StateCondition condition) implements FoundState {}

    /// Something that cannot be believed.
    ///
    /// @param reason what is wrong with it, to follow its name
    record Damaged(String reason) implements FoundState {}
}
