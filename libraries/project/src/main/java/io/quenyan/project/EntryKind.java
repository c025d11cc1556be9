package io.quenyan.project;

/// What a package holds.
public enum EntryKind {
    /// A descriptor, in its own form.
    DESCRIPTOR("descriptor"),
    /// A link's target, which was not followed.
    LINK("link"),
    /// The bytes of any file.
    SOURCE("source");

    private final String text;

    EntryKind(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// The kind of that text.
    ///
    /// @throws IllegalArgumentException for other text
    public static EntryKind of(String text) {
        return switch (text) {
            case "descriptor" -> DESCRIPTOR;
            case "link" -> LINK;
            case "source" -> SOURCE;
            default ->
                throw new IllegalArgumentException("Kinds are descriptor, link and source, got '%s'".formatted(text));
        };
    }
}
