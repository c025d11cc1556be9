package io.quenyan.project.file;

import io.quenyan.format.DerivedKey;
import io.quenyan.project.FileStamp;
import io.quenyan.project.IndexFile;
import io.quenyan.project.IndexWriter;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.OutputRefusedException.Reason;
import io.quenyan.project.PackageName;
import io.quenyan.project.PackageStore;
import io.quenyan.project.ProjectIndex;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An output in a folder.
///
/// A package is written under a temporary name, made durable together with the others of its batch, renamed into
/// place, and its folder's names are made durable; only then does [PackageStore.Batch#commit] return. Several
/// processes may write different packages at once, or the same bytes. `.quenyan-output` marks the folder as ours
/// from the first write on; nothing is written into a folder that holds files and neither the marker nor an index.
public final class PackageFolder implements PackageStore {

    private final Path root;
    private final FolderReader reader;
    private final Stamps stamps;
    private final Unfinished unfinished;
    private final OutputMark mark;

    private PackageFolder(Path root) {
        this.root = root;
        this.reader = new FolderReader(root);
        this.stamps = new Stamps(root);
        this.unfinished = new Unfinished(root);
        this.mark = new OutputMark(root, reader, unfinished);
    }

    /// The output in `root`, which need not exist yet. Nothing is written and nothing is checked.
    public static PackageFolder open(Path root) {
        return new PackageFolder(root.toAbsolutePath().normalize());
    }

    /// Whether packages may be written here: it does not exist, is empty, or is an output of ours.
    public boolean ours() {
        return mark.allows();
    }

    @Override
    public Claim claim() {
        mark.set();
        try {
            FileChannel channel = FileChannel.open(root.resolve(PackageName.MARKER), StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new OutputRefusedException(Reason.IN_USE, "Another run writes into '%s'".formatted(root));
            }
            Claim claim = () -> close(channel);
            clearUnfinished(claim);
            return claim;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clearUnfinished(Claim claim) throws IOException {
        try {
            unfinished.clear();
        } catch (IOException e) {
            claim.close();
            throw e;
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public Batch begin() {
        mark.set();
        return new PackageBatch(root, unfinished);
    }

    @Override
    public Optional<byte[]> read(String name, long most) {
        try (Reading packages = reading()) {
            return packages.read(name, most);
        }
    }

    @Override
    public Optional<FileStamp> stamp(String name) {
        return stamps.of(name);
    }

    @Override
    public Optional<byte[]> index() {
        return read(PackageName.INDEX, IndexFile.MOST_BYTES + 1L);
    }

    @Override
    public Reading reading() {
        OpenFolders folders = reader.open();
        StatFolders looks = new StatFolders(root.toString());
        return new Reading() {
            @Override
            public Optional<FileStamp> stamp(String name) {
                FileAttributes found = looks.of(name);
                return found == null ? stamps.of(name) : Optional.ofNullable(found.stamp());
            }

            @Override
            public Optional<byte[]> read(String name, long most) {
                return bytes(folders, name, most);
            }

            @Override
            public void close() {
                looks.close();
                try {
                    folders.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private static Optional<byte[]> bytes(OpenFolders folders, String name, long most) {
        try {
            return Optional.of(folders.read(name, most));
        } catch (NoSuchFileException | NotDirectoryException | FolderReader.NotAFileException e) {
            // There is none, it is a folder, or it lies behind a link: no package in any case.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Published publish(ProjectIndex index, DerivedKey key) {
        mark.set();
        try {
            Path temporary = unfinished.next();
            String sha256;
            try (OutputStream out = new BufferedOutputStream(unfinished.open(temporary))) {
                sha256 = IndexWriter.write(index, key, out);
            }
            long bytes = Files.size(temporary);
            put(temporary, PackageName.INDEX);
            unfinished.removeIfEmpty();
            return new Published(root.resolve(PackageName.INDEX).toString(), sha256, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Puts a file beside the index, durable, replacing an earlier one: a list that goes with it.
    ///
    /// @param name without a folder
    public void publishBeside(String name, byte[] content) {
        mark.set();
        try {
            put(unfinished.write(content), name);
            unfinished.removeIfEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(Path temporary, String name) throws IOException {
        FileSystemSync.sync(root, List.of(temporary));
        Files.move(
                temporary,
                root.resolve(FolderReader.name(name)),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        SafeFolders.syncFolder(root);
    }

    @Override
    public List<String> packages() {
        return packagesBut(Set.of());
    }

    @Override
    public List<String> packagesBut(Set<String> named) {
        return PackageListing.below(root, named);
    }

    @Override
    public void remove(Collection<String> names) {
        try {
            for (String name : names) {
                Path file = root.resolve(name).normalize();
                if (!file.startsWith(root) || !realFolder(file)) {
                    continue;
                }
                Files.deleteIfExists(file);
                removeEmpty(file.getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether no folder on the way to `file` is a link.
    private boolean realFolder(Path file) {
        for (Path folder = file.getParent(); folder != null && !folder.equals(root); folder = folder.getParent()) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    private void removeEmpty(@Nullable Path start) throws IOException {
        for (Path folder = start; folder != null && !folder.equals(root); folder = folder.getParent()) {
            try {
                Files.deleteIfExists(folder);
            } catch (DirectoryNotEmptyException | NoSuchFileException e) {
                return;
            }
        }
    }

    @Override
    public boolean foldsCase() {
        return CaseFolding.at(root);
    }

    @Override
    public String toString() {
        return "PackageFolder[%s]".formatted(root);
    }
}
