package io.quenyan.project;

import io.quenyan.format.Descriptor;

/// A package that is what its index says, opened.
record OpenedPackage(IndexEntry entry, Descriptor descriptor) {

    /// The file, the link's target, or the descriptor as compact JSON without salt and nonce.
    byte[] content() {
        return entry.kind() == EntryKind.DESCRIPTOR
                ? descriptor.withoutMaterial().toJson()
                : descriptor.tokens();
    }

    /// The line of the content's digest.
    ContentDigest.Line line() {
        byte[] content = entry.kind() == EntryKind.DESCRIPTOR ? descriptor.contentForm() : descriptor.tokens();
        return new ContentDigest.Line(entry.kind(), entry.mode(), Sha256.hex(content), entry.path());
    }
}
