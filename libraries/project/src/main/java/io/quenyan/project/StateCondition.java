package io.quenyan.project;

/// How the recorded state was found.
public enum StateCondition {
    /// It verifies.
    OK("ok"),
    /// There is none.
    MISSING("missing"),
    /// There is nothing in it, or only white space.
    EMPTY("empty"),
    /// It did not verify, and was kept elsewhere.
    QUARANTINED("quarantined");

    private final String text;

    StateCondition(String text) {
        this.text = text;
    }

    /// As it stands in results and events.
    public String text() {
        return text;
    }

    /// Whether something is lost: the output has packages, and no state vouches for them.
    ///
    /// @param outputHasIndex whether there was an earlier run
    public boolean lost(boolean outputHasIndex) {
        return this == QUARANTINED || (this != OK && outputHasIndex);
    }
}
