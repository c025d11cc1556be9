package io.quenyan.project;

/// What a path is, in git's terms.
public enum FileMode {
    FILE("100644"),
    EXECUTABLE("100755"),
    LINK("120000");

    private final String text;

    FileMode(String text) {
        this.text = text;
    }

    /// Six octal digits, as in git.
    public String text() {
        return text;
    }

    /// The mode of these digits.
    ///
    /// @throws IllegalArgumentException for other text
    public static FileMode of(String text) {
        return switch (text) {
            case "100644" -> FILE;
            case "100755" -> EXECUTABLE;
            case "120000" -> LINK;
            default ->
                throw new IllegalArgumentException("Modes are 100644, 100755 and 120000, got '%s'".formatted(text));
        };
    }
}
