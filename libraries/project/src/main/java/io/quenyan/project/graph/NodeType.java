package io.quenyan.project.graph;

/// What a node stands for. A node's id begins with the text, but for dependencies, whose id is their purl.
public enum NodeType {
    /// A package from elsewhere, in the version that a lock file or manifest says, if one does.
    DEPENDENCY("dependency"),
    /// A file of the project that a package is made of, or that a descriptor names.
    FILE("file"),
    /// A key of a key service.
    KEY("key"),
    /// A build system's file.
    MANIFEST("manifest"),
    /// What a manifest builds.
    MODULE("module"),
    /// An encrypted package of this project.
    PACKAGE("package");

    private final String text;

    NodeType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /// The id of the node of this type and `name`.
    public String id(String name) {
        return text + ":" + name;
    }

    /// The type of that text.
    ///
    /// @throws IllegalArgumentException for other text
    public static NodeType of(String text) {
        for (NodeType type : values()) {
            if (type.text.equals(text)) {
                return type;
            }
        }
        throw new IllegalArgumentException("There is no type of node '%s'".formatted(text));
    }
}
