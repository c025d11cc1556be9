package io.quenyan.project;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered of a file: what it was, and the packages that were made of it.
///
/// @param sourceSha256 of the file's bytes, or of a link's target
/// @param packages in the order of their kinds; none if the file was read and is not to be encoded, or others only
///     depend on it
/// @param sealed how the packages were made
/// @param dependencies paths that the file itself names as what it depends on
/// @param encodedAt when
/// @param generation of the output that the packages were written in
/// @param commit that the file was read at; null outside version control
/// @param reason why it was encoded then
/// @param blob git's id of the content, where it is known: equal ids are equal contents
/// @param stamp of the file, where it is known and tells something
public record RecordedFile(
        String path,
        FileMode mode,
        String sourceSha256,
        List<RecordedPackage> packages,
        SealedWith sealed,
        List<String> dependencies,
        Instant encodedAt,
        long generation,
        @Nullable String commit,
        RebuildReason reason,
        @Nullable String blob,
        @Nullable FileStamp stamp) {

    public RecordedFile {
        packages = List.copyOf(packages);
        dependencies = List.copyOf(dependencies);
    }

    /// Whether every file gets a source package, as far as this one tells.
    boolean withSources() {
        return packages.stream().anyMatch(each -> each.kind() != EntryKind.DESCRIPTOR);
    }

    /// The same, so that the file and its packages are looked at again before anything is reused.
    public RecordedFile withoutStamps() {
        List<RecordedPackage> unstamped = packages.stream()
                .map(each -> new RecordedPackage(each.kind(), each.sha256(), each.size(), each.contentSha256(), null))
                .toList();
        return new RecordedFile(
                path,
                mode,
                sourceSha256,
                unstamped,
                sealed,
                dependencies,
                encodedAt,
                generation,
                commit,
                reason,
                null,
                null);
    }

    /// The index entries of the packages.
    public List<IndexEntry> entries() {
        PackageKey key = sealed.key();
        return packages.stream()
                .map(each -> new IndexEntry(
                        path,
                        each.kind(),
                        mode,
                        each.sha256(),
                        each.size(),
                        key == null ? null : key.keyId(),
                        key == null ? null : key.version(),
                        generation,
                        commit))
                .toList();
    }
}
