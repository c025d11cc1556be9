package io.quenyan.project.file;

import io.quenyan.project.FileMode;
import io.quenyan.project.RestoredTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Set;

/// Files restored into a folder. Each is written under a temporary name and renamed. What is there already is kept when
/// it is the same, and otherwise left alone and told, unless this folder may be replaced.
public final class RestoreFolder implements RestoredTree {

    private final Path root;
    private final boolean replacing;
    private final SafeFolders folders;
    private final FolderReader reader;
    private final Unfinished unfinished;

    private RestoreFolder(Path root, boolean replacing) {
        this.root = root;
        this.replacing = replacing;
        this.folders = new SafeFolders(root);
        this.reader = new FolderReader(root);
        this.unfinished = new Unfinished(root);
    }

    /// Makes the folder if there is none, and removes what an earlier restoration left unfinished.
    ///
    /// @param replacing whether files with other content are replaced
    /// @throws FileSystemException if it is no folder
    public static RestoreFolder open(Path root, boolean replacing) throws IOException {
        Path absolute = root.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new FileSystemException(absolute.toString(), null, "is no folder");
        }
        Files.createDirectories(absolute);
        var opened = new RestoreFolder(absolute, replacing);
        opened.unfinished.clear();
        return opened;
    }

    @Override
    public Written file(String path, FileMode mode, byte[] content) {
        try {
            Path place = place(path);
            boolean executable = mode == FileMode.EXECUTABLE;
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                if (same(path, place, content)) {
                    return permit(place, executable) ? Written.WRITTEN : Written.KEPT;
                }
                if (!replacing || !Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
                    throw new ConflictException("'%s' is there with other content".formatted(path));
                }
            }
            Path temporary = unfinished.write(content);
            permit(temporary, executable);
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Written.WRITTEN;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Written link(String path, byte[] target) {
        try {
            Path place = place(path);
            Path leadsTo = Path.of(new String(target, StandardCharsets.UTF_8));
            if (Files.isSymbolicLink(place) && Files.readSymbolicLink(place).equals(leadsTo)) {
                return Written.KEPT;
            }
            Files.createSymbolicLink(place, leadsTo);
            return Written.WRITTEN;
        } catch (FileAlreadyExistsException e) {
            throw new ConflictException("'%s' is there and is another thing".formatted(path));
        } catch (java.nio.file.InvalidPathException e) {
            throw new ConflictException("'%s' leads to what is no path on this system".formatted(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path place(String path) throws IOException {
        try {
            return folders.place(path);
        } catch (FolderReader.NotAFileException e) {
            throw new ConflictException("'%s' %s".formatted(path, e.getReason()));
        }
    }

    private boolean same(String path, Path place, byte[] content) throws IOException {
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                && Files.size(place) == content.length
                && Arrays.equals(reader.read(path, content.length + 1L), content);
    }

    /// Sets or takes away the right to execute, for whoever may read. True if that changed anything.
    private static boolean permit(Path file, boolean executable) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return false;
        }
        Set<PosixFilePermission> permissions = view.readAttributes().permissions();
        if (permissions.contains(PosixFilePermission.OWNER_EXECUTE) == executable) {
            return false;
        }
        grant(permissions, executable, PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE);
        grant(permissions, executable, PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE);
        grant(permissions, executable, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
        view.setPermissions(permissions);
        return true;
    }

    private static void grant(
            Set<PosixFilePermission> all, boolean executable, PosixFilePermission read, PosixFilePermission execute) {
        if (executable && all.contains(read)) {
            all.add(execute);
        } else {
            all.remove(execute);
        }
    }

    @Override
    public void sync() {
        try {
            FileSystemSync.all(root);
            folders.sync();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            unfinished.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
