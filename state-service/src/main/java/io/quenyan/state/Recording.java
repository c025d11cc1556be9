package io.quenyan.state;

import io.quenyan.project.ContentDigest;
import io.quenyan.project.Decision;
import io.quenyan.project.EntryKind;
import io.quenyan.project.FileAction;
import io.quenyan.project.FileContent;
import io.quenyan.project.FileMode;
import io.quenyan.project.IndexEntry;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.RebuildReason;
import io.quenyan.project.RecordedFile;
import io.quenyan.project.RecordedPackage;
import io.quenyan.project.SealedWith;
import io.quenyan.project.StoredPath;
import io.quenyan.project.TreeEntry;
import io.quenyan.state.Refusal.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Takes an index into an inventory: what is in its packages is read again from the commits that it names, and held
/// against the digest that it carries.
///
/// Files of which the inventory already knows these very packages are not read again.
final class Recording {

    private final Inventory before;
    private final CurrentIndex current;
    private final Instant encodedAt;
    private final Contents contents;
    private final Map<String, RebuildReason> reasons;

    /// @param encodedAt when the newest packages of the index were made
    /// @param reasons why files were rebuilt, as far as somebody asked for it
    Recording(
            Inventory before,
            CurrentIndex current,
            Instant encodedAt,
            Contents contents,
            Map<String, RebuildReason> reasons) {
        this.before = before;
        this.current = current;
        this.encodedAt = encodedAt.truncatedTo(ChronoUnit.MILLIS);
        this.contents = contents;
        this.reasons = Map.copyOf(reasons);
    }

    /// Why the decided files are rebuilt.
    static Map<String, RebuildReason> reasons(List<Decision> decisions) {
        return decisions.stream()
                .filter(decision -> decision.action() == FileAction.REBUILT)
                .collect(Collectors.toMap(Decision::path, decision -> Objects.requireNonNull(decision.reason())));
    }

    /// Everything that is to be recorded.
    ///
    /// @param read paths that were read to be encoded: those that are no descriptors may be without a package
    /// @param watched paths that others depend on
    /// @throws RefusedException if the packages do not hold what the commits do
    List<RecordedFile> files(Set<String> read, Set<String> watched) {
        Map<String, RecordedFile> files = new HashMap<>();
        current.byPath().forEach((path, entries) -> files.put(path, packaged(path, entries)));
        check(files.values());
        ProjectIndex index = current.index();
        Set<String> without =
                index.failed().stream().map(ProjectIndex.Failure::path).collect(Collectors.toSet());
        without.addAll(files.keySet());
        for (String path : read) {
            if (!without.contains(path)) {
                noDescriptor(path, index.commit()).ifPresent(file -> files.put(path, file));
            }
        }
        Stream.concat(watched.stream(), unpackagedBefore())
                .filter(path -> !without.contains(path) && !read.contains(path) && !reasons.containsKey(path))
                .forEach(path -> watched(path, index.commit()).ifPresent(file -> files.put(path, file)));
        return List.copyOf(files.values());
    }

    private Stream<String> unpackagedBefore() {
        return before.files().values().stream()
                .filter(known -> known.packages().isEmpty())
                .map(RecordedFile::path);
    }

    private RecordedFile packaged(String path, List<IndexEntry> entries) {
        RecordedFile known = before.files().get(path);
        if (known != null && holds(known, entries)) {
            return known;
        }
        IndexEntry first = entries.getFirst();
        Contents.Found found = contents.read(first.commit(), path)
                .orElseThrow(() -> altered("'%s' cannot be read at commit %s".formatted(path, first.commit())));
        List<RecordedPackage> packages = new ArrayList<>();
        for (IndexEntry entry : entries) {
            packages.add(new RecordedPackage(
                    entry.kind(), entry.sha256(), entry.size(), content(found.content(), entry), null));
        }
        return record(found, first, packages, known);
    }

    private static String content(FileContent content, IndexEntry entry) {
        String sha256 = content.contentSha256().get(entry.kind());
        if (sha256 == null) {
            throw altered("'%s' is no %s".formatted(entry.path(), entry.kind().text()));
        }
        return sha256;
    }

    private RecordedFile record(
            Contents.Found found, IndexEntry entry, List<RecordedPackage> packages, @Nullable RecordedFile known) {
        return new RecordedFile(
                entry.path(),
                found.entry().mode(),
                found.content().sourceSha256(),
                packages,
                sealed(entry.generation()),
                found.content().dependencies(),
                encodedAt,
                entry.generation(),
                entry.commit(),
                reasons.getOrDefault(entry.path(), known == null ? RebuildReason.NEW : RebuildReason.CONTENT_CHANGED),
                found.entry().ref(),
                null);
    }

    /// The index names the salt of its own generation only; that of an older package is told by its wrapper and is left
    /// open here, so that one of them is opened before it is reused.
    private SealedWith sealed(long generation) {
        ProjectIndex index = current.index();
        return new SealedWith(
                SealedWith.FORMAT,
                index.derivation().encryption(),
                generation == index.generation() ? index.derivation().salt().hex() : "",
                null);
    }

    /// A file that was read and is no descriptor. Of one that is nothing is recorded: it has no package, and lacks it.
    private Optional<RecordedFile> noDescriptor(String path, @Nullable String commit) {
        RecordedFile known = unchanged(path, commit);
        if (known != null && !known.sealed().format().equals(SealedWith.WATCHED)) {
            return Optional.of(known);
        }
        return contents.read(commit, path)
                .filter(found -> !found.content().contentSha256().containsKey(EntryKind.DESCRIPTOR))
                .map(found -> unpackaged(path, found, sealed(current.index().generation())));
    }

    private Optional<RecordedFile> watched(String path, @Nullable String commit) {
        RecordedFile known = unchanged(path, commit);
        if (known != null) {
            return Optional.of(known);
        }
        var sealed =
                new SealedWith(SealedWith.WATCHED, current.index().derivation().encryption(), "", null);
        return contents.read(commit, path).map(found -> unpackaged(path, found, sealed));
    }

    private @Nullable RecordedFile unchanged(String path, @Nullable String commit) {
        TreeEntry entry = commit == null ? null : contents.at(commit).get(path);
        RecordedFile known = before.files().get(path);
        boolean same = entry != null
                && known != null
                && known.packages().isEmpty()
                && entry.ref().equals(known.blob())
                && entry.mode() == known.mode();
        return same ? known : null;
    }

    private RecordedFile unpackaged(String path, Contents.Found found, SealedWith sealed) {
        ProjectIndex index = current.index();
        return new RecordedFile(
                path,
                found.entry().mode(),
                found.content().sourceSha256(),
                List.of(),
                sealed,
                found.content().dependencies(),
                encodedAt,
                index.generation(),
                index.commit(),
                reasons.getOrDefault(path, RebuildReason.NEW),
                found.entry().ref(),
                null);
    }

    private static boolean holds(RecordedFile known, List<IndexEntry> entries) {
        return known.packages().size() == entries.size()
                && entries.stream()
                        .allMatch(entry -> known.packages().stream()
                                .anyMatch(each -> each.kind() == entry.kind()
                                        && each.sha256().equals(entry.sha256())));
    }

    private void check(Iterable<RecordedFile> files) {
        List<ContentDigest.Line> lines = new ArrayList<>();
        for (RecordedFile file : files) {
            for (RecordedPackage each : file.packages()) {
                lines.add(new ContentDigest.Line(each.kind(), mode(file, each), each.contentSha256(), file.path()));
            }
        }
        String expected = current.index().contentSha256();
        if (!ContentDigest.of(lines).equals(expected)) {
            throw altered("What the commits hold has not the content_sha256 %s".formatted(expected));
        }
    }

    private FileMode mode(RecordedFile file, RecordedPackage each) {
        return current.byPath().getOrDefault(file.path(), List.of()).stream()
                .filter(entry -> entry.kind() == each.kind())
                .findFirst()
                .map(IndexEntry::mode)
                .orElse(file.mode());
    }

    static RefusedException altered(String what) {
        return new RefusedException(Reason.OUTPUT_FOREIGN, "The index does not agree with the repository: " + what);
    }

    /// Paths of a commit that look like descriptors, whichever they are.
    static Set<String> maybeDescriptors(Map<String, TreeEntry> tree) {
        return tree.keySet().stream()
                .filter(path -> path.endsWith(".json") && StoredPath.fits(path))
                .collect(Collectors.toSet());
    }
}
