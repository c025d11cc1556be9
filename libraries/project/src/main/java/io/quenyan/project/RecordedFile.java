package io.quenyan.project;

import io.quenyan.format.Encryption;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is remembered of a file: what it was, and the packages that were made of it.
///
/// @param sourceSha256 of the file's bytes, or of a link's target
/// @param packages in the order of their kinds; none if the file was read and is not to be encoded, or others
///     only
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

    /// A file that is only looked at because others depend on it.
    static RecordedFile watched(
            PlannedFile file, String sha256, @Nullable String blob, @Nullable FileStamp stamp, Instant now) {
        return new RecordedFile(
                file.path(),
                file.mode(),
                sha256,
                List.of(),
                new SealedWith(SealedWith.WATCHED, Encryption.V2, "", null),
                List.of(),
                now,
                0,
                null,
                RebuildReason.NEW,
                blob,
                stamp);
    }

    /// The same, so that the file and its packages are looked at again before anything is reused.
    public RecordedFile withoutStamps() {
        return seenAs(null, null)
                .withPackages(packages.stream().map(each -> each.seenAs(null)).toList());
    }

    RecordedFile seenAs(@Nullable String newBlob, @Nullable FileStamp newStamp) {
        return new RecordedFile(
                path,
                mode,
                sourceSha256,
                packages,
                sealed,
                dependencies,
                encodedAt,
                generation,
                commit,
                reason,
                newBlob,
                newStamp);
    }

    RecordedFile withPackages(List<RecordedPackage> newPackages) {
        if (newPackages.equals(packages)) {
            return this;
        }
        return new RecordedFile(
                path,
                mode,
                sourceSha256,
                newPackages,
                sealed,
                dependencies,
                encodedAt,
                generation,
                commit,
                reason,
                blob,
                stamp);
    }

    /// The index entries of the packages.
    public List<IndexEntry> entries() {
        return packages.stream().map(this::entry).toList();
    }

    private IndexEntry entry(RecordedPackage each) {
        PackageKey key = sealed.key();
        return new IndexEntry(
                path,
                each.kind(),
                mode,
                each.sha256(),
                each.size(),
                key == null ? null : key.keyId(),
                key == null ? null : key.version(),
                generation,
                commit);
    }

    /// Whether an index that has `entries` of this path names the packages as they are recorded, and no others.
    boolean isNamedBy(List<IndexEntry> entries) {
        return entries.size() == packages.size() && packages.stream().allMatch(each -> entries.contains(entry(each)));
    }

    /// The packages, as the output holds them.
    void addStored(List<StoredPackage> stored) {
        for (RecordedPackage each : packages) {
            stored.add(new StoredPackage(entry(each), each.contentSha256()));
        }
    }
}
