package io.quenyan.project.file;

import io.quenyan.project.FileStamp;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Revision;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A project in a folder that is under no version control. `node_modules`, `target`, `build` and hidden
/// folders are
/// left out, and what the ignore rules name.
public final class PlainFolder implements ProjectTree {

    private final TreeListing listing;
    private final DiskContent content;
    private final Stamps stamps;

    private PlainFolder(TreeListing listing, Path root) {
        this.listing = listing;
        this.content = new DiskContent(root);
        this.stamps = new Stamps(root);
    }

    /// Lists the folder.
    ///
    /// @throws UnreadableSourceException if it cannot be read
    public static PlainFolder open(Path root, OwnFiles own, IgnoreRules rules) {
        Path absolute = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw new UnreadableSourceException(Reason.IO, "'%s' is no folder".formatted(root));
        }
        try {
            DiskWalk walk = new DiskWalk(absolute, own, true, _ -> false).walk(rules);
            walk.found().sort(Comparator.comparing(TreeEntry::path, ProjectPath.BY_BYTES));
            return new PlainFolder(new TreeListing(walk.found(), List.of(), walk.excluded()), absolute);
        } catch (IOException e) {
            throw new UnreadableSourceException(Reason.IO, "'%s' cannot be listed".formatted(root), e);
        }
    }

    @Override
    public TreeListing list() {
        return listing;
    }

    @Override
    public byte[] read(TreeEntry entry) {
        return content.read(entry);
    }

    @Override
    public Reading reading() {
        return content.reading();
    }

    @Override
    public Optional<FileStamp> stamp(TreeEntry entry) {
        return stamps.of(entry.path());
    }

    @Override
    public Optional<Revision> revision() {
        return Optional.empty();
    }

    @Override
    public boolean dirty() {
        return false;
    }

    @Override
    public void close() {}
}
