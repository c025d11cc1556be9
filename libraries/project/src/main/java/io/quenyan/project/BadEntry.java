package io.quenyan.project;

/// A package, or a file to be written from one, that is not right.
///
/// @param path in the project; empty for the index as a whole
/// @param kind of the package, or `index`
/// @param reason stable name: `MISSING`, `SIZE_MISMATCH`, `DIGEST_MISMATCH`, `OTHER_FILE`, `CONTENT_MISMATCH`,
/// `UNRECORDED`,
/// `EXISTS`,
///     `UNWRITABLE`, or one of the format's error codes
/// @param detail one line that says what was seen
public record BadEntry(String path, String kind, String reason, String detail) {

    static BadEntry of(IndexEntry entry, String reason, String detail) {
        return new BadEntry(entry.path(), entry.kind().text(), reason, detail);
    }

    static BadEntry ofIndex(String reason, String detail) {
        return new BadEntry("", "index", reason, detail);
    }
}
