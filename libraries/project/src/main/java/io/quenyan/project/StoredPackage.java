package io.quenyan.project;

/// A package in the output, and the digest of what is in it.
record StoredPackage(IndexEntry entry, String contentSha256) {
    ContentDigest.Line line() {
        return new ContentDigest.Line(entry.kind(), entry.mode(), contentSha256, entry.path());
    }
}
