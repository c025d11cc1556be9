package io.quenyan.project.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/// Reads files below a folder, and nothing else: no link is followed on the way, even one that is put there between two
/// looks. Every folder of the path is opened from the one before it, where the system can.
public final class FolderReader {

    static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private static final int PIECE = 64 * 1024;

    private final Path root;

    /// @param root may be a link itself: it is the caller's choice
    public FolderReader(Path root) {
        this.root = root;
    }

    /// The first `most` bytes of a regular file.
    ///
    /// @throws IOException if there is none, it is no regular file, or lies behind a link
    public byte[] read(String path, long most) throws IOException {
        try (OpenFolders folders = open()) {
            return folders.read(path, most);
        }
    }

    /// For reading many files that lie near each other, by one thread.
    OpenFolders open() {
        return new OpenFolders(root, this);
    }

    /// Where the system cannot open a folder from a folder.
    byte[] readByPath(String[] names, long most) throws IOException {
        Path file = root;
        for (int i = 0; i < names.length; i++) {
            file = file.resolve(name(names[i]));
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            check(
                    String.join("/", names),
                    i < names.length - 1 ? attributes.isDirectory() : attributes.isRegularFile());
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file, READ)) {
            return bytes(channel, most);
        }
    }

    /// There is something, and it is no regular file that may be read as one.
    static final class NotAFileException extends FileSystemException {
        private static final long serialVersionUID = 1L;

        NotAFileException(String path, String reason) {
            super(path, null, reason);
        }
    }

    /// A single name of this file system.
    ///
    /// @throws NotAFileException if the system cannot hold it, or would take it for more than one
    static Path name(String name) throws NotAFileException {
        try {
            Path path = Path.of(name);
            boolean upwards = name.isEmpty() || name.equals(".") || name.equals("..");
            if (path.getNameCount() == 1 && !upwards && path.toString().equals(name)) {
                return path;
            }
            throw new NotAFileException(name, "is not one name on this system");
        } catch (InvalidPathException e) {
            throw new NotAFileException(name, "cannot be a name here; run with a UTF-8 locale, such as LC_ALL=C.UTF-8");
        }
    }

    static void check(String path, boolean sound) throws NotAFileException {
        if (!sound) {
            throw new NotAFileException(path, "is no regular file, or lies behind a link");
        }
    }

    static byte[] bytes(SeekableByteChannel channel, long most) throws IOException {
        long expected = Math.min(channel.size(), most);
        byte[] bytes = new byte[(int) Math.min(expected, Integer.MAX_VALUE - 8)];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
            // until it is full or the file ends
        }
        if (buffer.hasRemaining()) {
            return java.util.Arrays.copyOf(bytes, buffer.position());
        }
        return bytes.length < most ? withGrowth(channel, bytes, most) : bytes;
    }

    /// A file may have grown since its size was asked for.
    private static byte[] withGrowth(SeekableByteChannel channel, byte[] start, long most) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, most - start.length));
        if (channel.read(piece) <= 0) {
            return start;
        }
        var all = new ByteArrayOutputStream(start.length + PIECE);
        all.write(start);
        do {
            all.write(piece.array(), 0, piece.position());
            piece = ByteBuffer.allocate((int) Math.min(PIECE, most - all.size()));
        } while (piece.hasRemaining() && channel.read(piece) > 0);
        return all.toByteArray();
    }
}
