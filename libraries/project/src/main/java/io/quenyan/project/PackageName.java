package io.quenyan.project;

import java.util.Set;

/// What packages are called in an output: `x.json` becomes `x.qyn1`, and `x` becomes `x.src.qyn1`.
public final class PackageName {

    /// The index of an output.
    public static final String INDEX = "index.json";

    /// The file that says a folder is an output of ours.
    public static final String MARKER = ".quenyan-output";

    /// The folder for files that are not finished.
    public static final String UNFINISHED = ".quenyan-tmp";

    /// The file endings of packages and descriptors.
    public static final String PACKAGE = ".qyn1";

    static final String DESCRIPTOR = ".json";
    private static final String SOURCE = ".src" + PACKAGE;

    /// No package and no folder of packages is called so at the root of an output.
    static final Set<String> RESERVED = Set.of(INDEX, MARKER, UNFINISHED, FailureList.NAME);

    private PackageName() {}

    /// The name of the package that holds `path` as `kind`, relative to the output.
    public static String of(String path, EntryKind kind) {
        return switch (kind) {
            case DESCRIPTOR -> {
                if (!maybeDescriptor(path)) {
                    throw new IllegalArgumentException("A descriptor's path ends in .json, got '%s'".formatted(path));
                }
                yield path.substring(0, path.length() - DESCRIPTOR.length()) + PACKAGE;
            }
            case SOURCE, LINK -> path + SOURCE;
        };
    }

    /// Whether a file of that name can be a descriptor.
    public static boolean maybeDescriptor(String path) {
        return path.endsWith(DESCRIPTOR) && !ProjectPath.name(path).equals(DESCRIPTOR);
    }
}
