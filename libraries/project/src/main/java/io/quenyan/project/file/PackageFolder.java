package io.quenyan.project.file;

import io.quenyan.format.DerivedKey;
import io.quenyan.project.IndexFile;
import io.quenyan.project.IndexWriter;
import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.OutputRefusedException.Reason;
import io.quenyan.project.PackageName;
import io.quenyan.project.PackageStore;
import io.quenyan.project.ProjectIndex;
import io.quenyan.project.ProjectPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An output in a folder.
///
/// A package is written under a temporary name, made durable together with the others of its batch, renamed into place,
/// and its folder's names are made durable; only then does [PackageStore.Batch#commit] return. Several processes may
/// write different packages at once, or the same bytes. `.quenyan-output` marks the folder as ours from the first write
/// on; nothing is written into a folder that holds files and neither the marker nor an index.
public final class PackageFolder implements PackageStore {

    private static final byte[] MARK = "{\"format\":\"quenyan-output/1\"}\n".getBytes(StandardCharsets.US_ASCII);

    private final Path root;
    private final FolderReader reader;
    private final Unfinished unfinished;

    private PackageFolder(Path root) {
        this.root = root;
        this.reader = new FolderReader(root);
        this.unfinished = new Unfinished(root);
    }

    /// The output in `root`, which need not exist yet. Nothing is written and nothing is checked.
    public static PackageFolder open(Path root) {
        return new PackageFolder(root.toAbsolutePath().normalize());
    }

    /// Whether packages may be written here: it does not exist, is empty, or is an output of ours.
    public boolean ours() {
        try {
            // Asked again at the end: another writer may have marked it between the looks.
            return !Files.exists(root, LinkOption.NOFOLLOW_LINKS)
                    || marked()
                    || empty()
                    || looksLikeAnIndex()
                    || marked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean marked() {
        return Files.isRegularFile(root.resolve(PackageName.MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean empty() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            // Another writer may be about to mark it.
            return files.allMatch(file -> file.endsWith(PackageName.UNFINISHED));
        } catch (NotDirectoryException e) {
            return false;
        }
    }

    private boolean looksLikeAnIndex() throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try {
            String start = new String(reader.read(PackageName.INDEX, 20), StandardCharsets.ISO_8859_1);
            return start.startsWith("{\"index\":{");
        } catch (NoSuchFileException | FolderReader.NotAFileException e) {
            return false;
        }
    }

    @Override
    public Claim claim() {
        prepare();
        try {
            FileChannel channel = FileChannel.open(root.resolve(PackageName.MARKER), StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                channel.close();
                throw new OutputRefusedException(Reason.IN_USE, "Another run writes into '%s'".formatted(root));
            }
            unfinished.clear();
            return () -> {
                try {
                    channel.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            };
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

    /// Makes the folder ours.
    private void prepare() {
        if (!ours()) {
            throw new OutputRefusedException(
                    Reason.FOREIGN,
                    "'%s' holds files and is no output of packages; choose a fresh folder".formatted(root));
        }
        if (marked()) {
            return;
        }
        try {
            Files.createDirectories(root);
            Path temporary = unfinished.write(MARK);
            FileSystemSync.sync(root, List.of(temporary));
            Files.move(
                    temporary,
                    root.resolve(PackageName.MARKER),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            SafeFolders.syncFolder(root);
            Path parent = root.getParent();
            if (parent != null) {
                SafeFolders.syncFolder(parent);
            }
            unfinished.removeIfEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Batch begin() {
        prepare();
        return new FolderBatch();
    }

    private final class FolderBatch implements Batch {
        private record Pending(Path temporary, String name) {}

        private final List<Pending> pending = new ArrayList<>();

        @Override
        public void write(String name, byte[] content) {
            try {
                pending.add(new Pending(unfinished.write(content), name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void commit() {
            try {
                FileSystemSync.sync(
                        root, pending.stream().map(Pending::temporary).toList());
                SafeFolders folders = new SafeFolders(root);
                for (Pending each : pending) {
                    Files.move(
                            each.temporary(),
                            folders.place(each.name()),
                            StandardCopyOption.ATOMIC_MOVE,
                            StandardCopyOption.REPLACE_EXISTING);
                }
                folders.sync();
                pending.clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                for (Pending each : pending) {
                    Files.deleteIfExists(each.temporary());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Optional<byte[]> read(String name, long most) {
        return bytes(name, most);
    }

    @Override
    public Optional<byte[]> index() {
        return bytes(PackageName.INDEX, IndexFile.MOST_BYTES + 1L);
    }

    private Optional<byte[]> bytes(String name, long most) {
        try {
            return Optional.of(reader.read(name, most));
        } catch (NoSuchFileException | NotDirectoryException | FolderReader.NotAFileException e) {
            // There is none, it is a folder, or it lies behind a link: no package in any case.
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Published publish(ProjectIndex index, DerivedKey key) {
        prepare();
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
        prepare();
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
        List<String> names = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return names;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    String name = root.relativize(file).toString().replace(java.io.File.separatorChar, '/');
                    if (attributes.isRegularFile() && name.endsWith(".qyn1")) {
                        names.add(name);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        names.sort(ProjectPath.BY_BYTES);
        return names;
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

    /// Asks the file system without writing: is the nearest folder that exists also there under its name with the case
    /// of its letters turned around?
    @Override
    public boolean foldsCase() {
        for (Path folder = root; folder != null; folder = folder.getParent()) {
            Path name = folder.getFileName();
            if (name == null || !Files.exists(folder)) {
                continue;
            }
            String text = name.toString();
            String turned = text.equals(text.toLowerCase(Locale.ROOT))
                    ? text.toUpperCase(Locale.ROOT)
                    : text.toLowerCase(Locale.ROOT);
            if (!turned.equals(text)) {
                return same(folder, folder.resolveSibling(turned));
            }
        }
        return false;
    }

    private static boolean same(Path folder, Path other) {
        try {
            return Files.exists(other) && Files.isSameFile(folder, other);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "PackageFolder[%s]".formatted(root);
    }
}
