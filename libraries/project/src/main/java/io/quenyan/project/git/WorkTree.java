package io.quenyan.project.git;

import io.quenyan.project.FileStamp;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Revision;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import io.quenyan.project.file.DiskContent;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.Stamps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/// A project in a git work tree, or in a folder of one: the files that git tracks, as they are on disk, and
/// those that
/// it does not track and does not ignore. Ignore rules never leave out a tracked file. Filters are not run:
/// what counts
/// are the bytes on disk.
final class WorkTree implements ProjectTree {

    private final TreeListing listing;
    private final Set<String> tracked;
    private final DiskContent content;
    private final Stamps stamps;
    private final @Nullable Revision revision;
    private final AtomicBoolean dirty;

    /// @param tracked paths in git's index
    /// @param dirty whether something of the commit is missing
    WorkTree(TreeListing listing, Set<String> tracked, Path root, @Nullable Revision revision, boolean dirty) {
        this.listing = listing;
        this.tracked = tracked;
        this.content = new DiskContent(root);
        this.stamps = new Stamps(root);
        this.revision = revision;
        this.dirty = new AtomicBoolean(dirty);
    }

    /// Lists the work tree below `root`.
    ///
    /// @param prefix of `root` in the work tree; ends in `/` unless empty
    static WorkTree open(Repository repository, Path root, String prefix, OwnFiles own, GitIgnore rules) {
        try {
            return new WorkTreeListing(repository, root, prefix).list(own, rules);
        } catch (IOException e) {
            throw new UnreadableSourceException(Reason.IO, "The work tree cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public TreeListing list() {
        return listing;
    }

    @Override
    public byte[] read(TreeEntry entry) {
        return compared(entry, content.read(entry));
    }

    @Override
    public Reading reading() {
        Reading files = content.reading();
        return new Reading() {
            @Override
            public byte[] read(TreeEntry entry) {
                return compared(entry, files.read(entry));
            }

            @Override
            public void close() {
                files.close();
            }
        };
    }

    private byte[] compared(TreeEntry entry, byte[] bytes) {
        if (!dirty.get() && !Blob.names(entry.ref(), bytes)) {
            dirty.set(true);
        }
        return bytes;
    }

    @Override
    public Optional<FileStamp> stamp(TreeEntry entry) {
        return stamps.of(entry.path());
    }

    @Override
    public Optional<String> blob(TreeEntry entry, byte[] content) {
        return Optional.of(Blob.names(entry.ref(), content) ? entry.ref() : Blob.id(content));
    }

    @Override
    public void known(TreeEntry entry, @Nullable String blob) {
        if (!entry.ref().equals(blob)) {
            dirty.set(true);
        }
    }

    @Override
    public Set<String> tracked() {
        return tracked;
    }

    @Override
    public Optional<Revision> revision() {
        return Optional.ofNullable(revision);
    }

    @Override
    public boolean dirty() {
        return dirty.get();
    }

    @Override
    public void close() {}
}
