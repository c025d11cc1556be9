package io.quenyan.state;

import java.util.Optional;

/// Of which files a run tells one by one.
public enum PerFileEvents {
    /// Of those that were rebuilt, removed or failed.
    CHANGED("changed"),
    /// Of reused ones too.
    ALL("all"),
    /// Of none.
    NONE("none");

    private final String text;

    PerFileEvents(String text) {
        this.text = text;
    }

    /// The choice of that text, if it is one.
    static Optional<PerFileEvents> of(String text) {
        for (PerFileEvents choice : values()) {
            if (choice.text.equals(text)) {
                return Optional.of(choice);
            }
        }
        return Optional.empty();
    }
}
