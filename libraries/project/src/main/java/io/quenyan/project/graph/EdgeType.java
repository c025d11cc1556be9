package io.quenyan.project.graph;

/// What one node has to do with another.
public enum EdgeType {
    /// A module is built with a plug-in; a package comes from the folder of a module.
    BUILT_BY("built-by", false),
    /// A manifest names a module or, where it is a catalogue, a dependency.
    DECLARES("declares", true),
    /// What is at the beginning needs what is at the end.
    DEPENDS_ON("depends-on", false),
    /// A package is made of a file.
    PRODUCED_FROM("produced-from", false),
    /// A package can be opened with a key.
    PROTECTED_BY("protected-by", false);

    private final String text;
    private final boolean forward;

    EdgeType(String text, boolean forward) {
        this.text = text;
        this.forward = forward;
    }

    public String text() {
        return text;
    }

    /// Whether a change goes from the edge's beginning to its end. Else it goes from the end to the beginning.
    boolean isForward() {
        return forward;
    }

    /// The type of that text.
    ///
    /// @throws IllegalArgumentException for other text
    public static EdgeType of(String text) {
        for (EdgeType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("There is no type of edge '%s'".formatted(text));
    }
}
