package io.quenyan.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.quenyan.format.Descriptor;
import io.quenyan.format.KeySource;
import io.quenyan.format.PackageException;
import io.quenyan.format.PackageReader;

/// Fetches the packages of an index and holds them against it.
final class PackageOpener {

    private final PackageStore.Reading packages;
    private final String project;

    PackageOpener(PackageStore.Reading packages, String project) {
        this.packages = packages;
        this.project = project;
    }

    /// The package's bytes, of the size and digest that the index says.
    ///
    /// @throws BadPackageException if they are not
    byte[] fetch(IndexEntry entry) {
        byte[] content = packages.read(entry.packageName(), entry.size() + 1)
                .orElseThrow(() -> bad(entry, "MISSING", "There is no '%s'".formatted(entry.packageName())));
        if (content.length != entry.size()) {
            String more = content.length > entry.size() ? "more than" : Integer.toString(content.length) + " of";
            throw bad(entry, "SIZE_MISMATCH", "It has %s %d bytes".formatted(more, entry.size()));
        }
        if (!Sha256.hex(content).equals(entry.sha256())) {
            throw bad(entry, "DIGEST_MISMATCH", "Its SHA-256 is not the index's");
        }
        return content;
    }

    /// The package's content, authentic under `keys`.
    ///
    /// @throws BadPackageException if it is not, or is another file's
    OpenedPackage open(IndexEntry entry, KeySource keys) {
        Descriptor descriptor;
        try {
            descriptor = new PackageReader(keys).read(fetch(entry));
        } catch (PackageException e) {
            throw bad(entry, e.code().name(), String.valueOf(e.getMessage()));
        }
        boolean source = entry.kind() != EntryKind.DESCRIPTOR;
        OpenedPackage opened = OpenedPackage.of(entry, descriptor);
        if (source != descriptor.isSource() || (source && !says(descriptor, opened, entry))) {
            throw bad(entry, "OTHER_FILE", "It opens, and is the package of another file");
        }
        return opened;
    }

    private boolean says(Descriptor descriptor, OpenedPackage opened, IndexEntry entry) {
        JsonNode said = descriptor.metadata().path("quenyan");
        return said.path("kind").asText().equals(entry.kind().text())
                && said.path("path").asText().equals(ProjectPath.percentEncoded(entry.path()))
                && said.path("mode").asText().equals(entry.mode().text())
                && said.path("project").asText().equals(project)
                && said.path("generation").asLong(-1) == entry.generation()
                && descriptor.sourceHash().equals(opened.contentSha256());
    }

    private static BadPackageException bad(IndexEntry entry, String reason, String detail) {
        return new BadPackageException(BadEntry.of(entry, reason, detail));
    }
}
