package io.quenyan.project;

import java.util.List;

/// What became of a file.
public sealed interface FileOutcome {

    String path();

    /// It has its packages: a descriptor's, a source's or both, in the order of their kinds.
    record Encoded(String path, List<EncodedEntry> entries) implements FileOutcome {}

    /// It was read and is not to be encoded.
    record Excluded(String path, String reason) implements FileOutcome {}

    /// It should have packages and has none.
    record Failed(String path, String code, String detail) implements FileOutcome {}
}
