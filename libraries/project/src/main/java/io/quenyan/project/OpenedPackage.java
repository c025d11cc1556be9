package io.quenyan.project;

import io.quenyan.format.Descriptor;
import org.jspecify.annotations.Nullable;

/// A package that is what its index says, opened. It holds its content once, because contents can be big.
final class OpenedPackage {

    private final IndexEntry entry;
    private final @Nullable Descriptor descriptor;
    private final byte @Nullable [] tokens;
    private final String contentSha256;

    private OpenedPackage(
            IndexEntry entry, @Nullable Descriptor descriptor, byte @Nullable [] tokens, String contentSha256) {
        this.entry = entry;
        this.descriptor = descriptor;
        this.tokens = tokens;
        this.contentSha256 = contentSha256;
    }

    static OpenedPackage of(IndexEntry entry, Descriptor descriptor) {
        if (entry.kind() == EntryKind.DESCRIPTOR) {
            return new OpenedPackage(entry, descriptor, null, Sha256.hex(descriptor.contentForm()));
        }
        byte[] tokens = descriptor.tokens();
        return new OpenedPackage(entry, null, tokens, Sha256.hex(tokens));
    }

    /// The file, the link's target, or the descriptor as compact JSON without salt and nonce. Not to be changed.
    byte[] content() {
        if (tokens != null) {
            return tokens;
        }
        if (descriptor == null) {
            throw new IllegalStateException("A package holds a descriptor or tokens");
        }
        return descriptor.withoutMaterial().toJson();
    }

    String contentSha256() {
        return contentSha256;
    }

    /// The line of the content's digest.
    ContentDigest.Line line() {
        return new ContentDigest.Line(entry.kind(), entry.mode(), contentSha256, entry.path());
    }
}
