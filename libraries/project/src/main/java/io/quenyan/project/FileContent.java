package io.quenyan.project;

import io.quenyan.format.Descriptor;
import io.quenyan.format.PackageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is in a file, without a package being made of it: what [FileEncoder] would put into its packages.
///
/// @param sourceSha256 of the bytes
/// @param contentSha256 by the kinds of package that the file can have; see [ContentDigest]
/// @param dependencies paths that a descriptor names
public record FileContent(String sourceSha256, Map<EntryKind, String> contentSha256, List<String> dependencies) {

    public FileContent {
        contentSha256 = Map.copyOf(contentSha256);
        dependencies = List.copyOf(dependencies);
    }

    /// Looks at the bytes of a file, or at the target of a link.
    ///
    /// @throws PackageException if it is a descriptor with a fault
    public static FileContent of(String path, FileMode mode, byte[] content) {
        String sha256 = Sha256.hex(content);
        Map<EntryKind, String> kinds = new TreeMap<>();
        kinds.put(mode == FileMode.LINK ? EntryKind.LINK : EntryKind.SOURCE, sha256);
        Optional<Descriptor> descriptor = mode != FileMode.LINK && PackageName.maybeDescriptor(path)
                ? DescriptorFile.read(content)
                : Optional.empty();
        descriptor.ifPresent(found -> kinds.put(EntryKind.DESCRIPTOR, Sha256.hex(found.contentForm())));
        return new FileContent(
                sha256,
                kinds,
                descriptor.map(found -> Dependencies.named(found.metadata())).orElse(List.of()));
    }
}
