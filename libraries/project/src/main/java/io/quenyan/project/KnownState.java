package io.quenyan.project;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an incremental run knows of earlier ones.
public final class KnownState {

    private final StateCondition condition;
    private final @Nullable ProjectState state;
    private final boolean putBack;
    private final Map<String, RecordedFile> files;

    /// @param condition how the state was found
    /// @param state null unless the condition is [StateCondition#OK]
    /// @param putBack whether it is an older copy, so that nothing may be reused unseen
    public KnownState(StateCondition condition, @Nullable ProjectState state, boolean putBack) {
        if ((condition == StateCondition.OK) != (state != null)) {
            throw new IllegalArgumentException("A state that is %s cannot be %s".formatted(condition.text(), state));
        }
        this.condition = condition;
        this.state = state;
        this.putBack = putBack;
        this.files = state == null ? Map.of() : state.byPath();
    }

    /// Nothing is known, because the state was found so.
    public static KnownState nothing(StateCondition condition) {
        return new KnownState(condition, null, false);
    }

    StateCondition condition() {
        return condition;
    }

    boolean putBack() {
        return putBack;
    }

    /// By path.
    Map<String, RecordedFile> files() {
        return files;
    }

    @Nullable
    RecordedOutput output() {
        return state == null ? null : state.output();
    }
}
