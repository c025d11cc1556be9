package io.quenyan.project;

/// What an incremental run does with a file.
public enum FileAction {
    /// Its packages are made again, or for the first time.
    REBUILT("rebuilt"),
    /// Its packages are kept as they are.
    REUSED("reused"),
    /// It belongs to the project no longer; the index drops its packages.
    REMOVED("removed"),
    /// It should have packages and can have none.
    FAILED("failed");

    private final String text;

    FileAction(String text) {
        this.text = text;
    }

    /// As it stands in events.
    public String text() {
        return text;
    }
}
