package io.quenyan.project.file;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Reads files below a folder one after the other, by one thread, and keeps the folders of the last one open: files
/// that come in the order of their paths lie mostly in one folder, and opening it costs more than reading a file.
///
/// Every folder is opened from the one before it, no link is followed. A folder that is replaced in the meantime is
/// opened anew when something is not found in it.
final class OpenFolders implements AutoCloseable {

    private final Path root;
    private final FolderReader reader;
    private final List<String> names = new ArrayList<>();

    /// The root's first, then one for each of `names`; empty before the first read.
    private final Deque<SecureDirectoryStream<Path>> open = new ArrayDeque<>();

    OpenFolders(Path root, FolderReader reader) {
        this.root = root;
        this.reader = reader;
    }

    /// The first `most` bytes of a regular file.
    ///
    /// @throws IOException if there is none, it is no regular file, or lies behind a link
    byte[] read(String path, long most) throws IOException {
        String[] wanted = path.split("/", -1);
        boolean kept = !open.isEmpty();
        try {
            return openRoot() ? read(path, wanted, most) : reader.readByPath(wanted, most);
        } catch (NoSuchFileException e) {
            close();
            if (!kept) {
                throw e;
            }
            return openRoot() ? read(path, wanted, most) : reader.readByPath(wanted, most);
        }
    }

    /// Whether the system can open folders from folders.
    private boolean openRoot() throws IOException {
        if (open.isEmpty()) {
            DirectoryStream<Path> folder = Files.newDirectoryStream(root);
            if (!(folder instanceof SecureDirectoryStream<Path> secure)) {
                folder.close();
                return false;
            }
            open.addLast(secure);
        }
        return true;
    }

    private byte[] read(String path, String[] wanted, long most) throws IOException {
        SecureDirectoryStream<Path> folder = enter(path, wanted);
        Path name = FolderReader.name(wanted[wanted.length - 1]);
        FolderReader.check(
                path,
                folder.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                        .readAttributes()
                        .isRegularFile());
        try (SeekableByteChannel channel = folder.newByteChannel(name, FolderReader.READ)) {
            return FolderReader.bytes(channel, most);
        }
    }

    /// The folder of a file, open.
    private SecureDirectoryStream<Path> enter(String path, String[] wanted) throws IOException {
        int depth = wanted.length - 1;
        int same = 0;
        while (same < depth && same < names.size() && names.get(same).equals(wanted[same])) {
            same++;
        }
        while (names.size() > same) {
            leave();
        }
        for (int i = same; i < depth; i++) {
            Path name = FolderReader.name(wanted[i]);
            FolderReader.check(
                    path,
                    open.getLast()
                            .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                            .readAttributes()
                            .isDirectory());
            open.addLast(open.getLast().newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
            names.add(wanted[i]);
        }
        return open.getLast();
    }

    private void leave() throws IOException {
        names.removeLast();
        open.removeLast().close();
    }

    @Override
    public void close() throws IOException {
        while (!names.isEmpty()) {
            leave();
        }
        while (!open.isEmpty()) {
            open.removeLast().close();
        }
    }
}
