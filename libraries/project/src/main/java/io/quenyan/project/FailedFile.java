package io.quenyan.project;

/// A file that has no package, and why.
///
/// @param code stable name of the reason: one of [UnreadableFileException.Code] or of the format's error codes
/// @param detail one line that says what was seen; no content and no secret
public record FailedFile(String path, String code, String detail) {}
