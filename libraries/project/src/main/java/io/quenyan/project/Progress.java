package io.quenyan.project;

/// Follows work on many files. Called by one thread at a time.
public interface Progress {

    /// Nobody looks.
    Progress NONE = new Progress() {};

    /// What became of one file or package.
    ///
    /// @param status `encoded`, `excluded`, `failed`, `ok`, `bad`, `written`, `kept` …
    /// @param reason why it was excluded or failed; empty otherwise
    /// @param bytes of the packages or files written
    record FileResult(String path, String status, String reason, long bytes) {}

    /// So many files are to be worked on.
    default void started(long files) {}

    default void finished(FileResult result) {}
}
