package io.quenyan.project;

/// Why a file's packages are made again. In the order in which they count: of several that hold, the first is told.
public enum RebuildReason {
    /// Everything was asked to be made again.
    FORCED("forced"),
    /// What was recorded of the file is lost, so nothing vouches for the package that is there.
    STATE_LOST("state-lost"),
    /// Nothing was ever recorded of the file.
    NEW("new"),
    /// The packages are of an older form than those written today.
    FORMAT_CHANGED("format-changed"),
    /// Other packages are wanted: another encryption, or with or without sources.
    OPTIONS_CHANGED("options-changed"),
    /// The packages do not open with the project's secret.
    SECRET_CHANGED("secret-changed"),
    /// The packages are under another version of the key.
    KEY_ROTATED("key-rotated"),
    /// The file's bytes, its kind or its mode changed.
    CONTENT_CHANGED("content-changed"),
    /// A package is not where it was written.
    PACKAGE_MISSING("package-missing"),
    /// A package is not what was written.
    PACKAGE_CORRUPTED("package-corrupted"),
    /// A file that it depends on, directly or through others, changed, came or went.
    DEPENDENCY_CHANGED("dependency-changed");

    private final String text;

    RebuildReason(String text) {
        this.text = text;
    }

    /// As it stands in events and state files.
    public String text() {
        return text;
    }

    /// The reason of that text.
    ///
    /// @throws IllegalArgumentException for other text
    public static RebuildReason of(String text) {
        for (RebuildReason reason : values()) {
            if (reason.text.equals(text)) {
                return reason;
            }
        }
        throw new IllegalArgumentException("There is no reason '%s' to rebuild".formatted(text));
    }
}
