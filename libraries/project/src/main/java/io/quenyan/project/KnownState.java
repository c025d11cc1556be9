package io.quenyan.project;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an incremental run knows of earlier ones.
///
/// @param condition how the state was found
/// @param state null unless the condition is [StateCondition#OK]
/// @param putBack whether it is an older copy, so that nothing may be reused unseen
public record KnownState(StateCondition condition, @Nullable ProjectState state, boolean putBack) {
    public KnownState {
        if ((condition == StateCondition.OK) != (state != null)) {
            throw new IllegalArgumentException("A state that is %s cannot be %s".formatted(condition.text(), state));
        }
    }

    /// Nothing is known, because the state was found so.
    public static KnownState nothing(StateCondition condition) {
        return new KnownState(condition, null, false);
    }

    Map<String, RecordedFile> files() {
        return state == null ? Map.of() : state.byPath();
    }

    @Nullable
    RecordedOutput output() {
        return state == null ? null : state.output();
    }
}
