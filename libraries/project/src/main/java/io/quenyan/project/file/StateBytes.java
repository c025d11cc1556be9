package io.quenyan.project.file;

import io.quenyan.project.ProjectState;
import io.quenyan.project.Sha256;
import io.quenyan.project.StateException;
import io.quenyan.project.StateForm;
import io.quenyan.project.StateReader;
import io.quenyan.project.StateSeal;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// The bytes of state files: looked at without taking memory for them, read, and written so that a file is there as a
/// whole or not at all.
final class StateBytes {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final Path THIS_PROCESS = Path.of("/proc/self");
    private static final int PIECE = 64 * 1024;
    private static final int HEAD_BYTES = 256;

    private StateBytes() {}

    /// What is wrong with a file before its first byte is read; nothing if it may be read.
    static Optional<String> problem(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            String what = attributes.isDirectory() ? "folder" : attributes.isSymbolicLink() ? "link" : "device";
            return Optional.of("is a %s and no file".formatted(what));
        }
        if (attributes.size() > StateForm.MOST_BYTES) {
            return Optional.of("has %d bytes, and %d are the most".formatted(attributes.size(), StateForm.MOST_BYTES));
        }
        return attributes.size() == 0 ? Optional.empty() : foreign(path);
    }

    /// Whether others could have written it.
    private static Optional<String> foreign(Path path) throws IOException {
        PosixFileAttributes attributes;
        try {
            attributes = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            return Optional.of("may be written by everybody");
        }
        UserPrincipal owner = attributes.owner();
        return Files.exists(THIS_PROCESS) && !Files.getOwner(THIS_PROCESS).equals(owner)
                ? Optional.of("belongs to another user, '%s'".formatted(owner.getName()))
                : Optional.empty();
    }

    /// Whether there is nothing but white space in it.
    static boolean blank(Path path) throws IOException {
        try (InputStream in = open(path)) {
            byte[] piece = new byte[PIECE];
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                for (int i = 0; i < n; i++) {
                    if (" \t\r\n".indexOf(piece[i]) < 0) {
                        return false;
                    }
                }
            }
            return true;
        }
    }

    /// Holds all bytes against the checksum at their end, and returns it.
    ///
    /// @throws StateException if it is not theirs
    static String verify(Path path) throws IOException {
        var digest = Sha256.digest();
        try (InputStream in = open(path)) {
            long covered = Files.size(path) - StateSeal.BYTES;
            byte[] piece = new byte[PIECE];
            while (covered > 0) {
                int n = in.read(piece, 0, (int) Math.min(PIECE, covered));
                if (n < 0) {
                    throw new StateException("was cut off while it was read");
                }
                digest.update(piece, 0, n);
                covered -= n;
            }
            String checksum = StateSeal.checksum(in.readNBytes(StateSeal.BYTES + 1));
            if (!HexFormat.of().formatHex(digest.digest()).equals(checksum)) {
                throw new StateException("has a wrong checksum: it was changed after it was written");
            }
            return checksum;
        }
    }

    /// Reads a state that was verified a moment ago, piece by piece.
    ///
    /// @throws StateException if its bytes are not those of `checksum` any more, or its form is not known
    static ProjectState read(Path path, String checksum) throws IOException {
        var digest = Sha256.digest();
        try (InputStream in = open(path);
                InputStream covered =
                        new DigestInputStream(new FirstBytes(in, Files.size(path) - StateSeal.BYTES), digest)) {
            ProjectState state = StateReader.parse(covered);
            covered.transferTo(OutputStream.nullOutputStream());
            if (!HexFormat.of().formatHex(digest.digest()).equals(checksum)) {
                throw new StateException("was changed while it was read");
            }
            return state;
        }
    }

    /// The first bytes of a stream, which is left open.
    private static final class FirstBytes extends InputStream {
        private final InputStream in;
        private long left;

        FirstBytes(InputStream in, long bytes) {
            this.in = in;
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = left <= 0 ? -1 : in.read(bytes, from, (int) Math.min(length, left));
            left -= Math.max(n, 0);
            return n;
        }
    }

    /// The checksum at the end of a file, which may be anything.
    static Optional<String> checksum(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            channel.position(Math.max(0, channel.size() - StateSeal.BYTES));
            return Optional.of(
                    StateSeal.checksum(Channels.newInputStream(channel).readNBytes(StateSeal.BYTES)));
        } catch (IOException | StateException e) {
            return Optional.empty();
        }
    }

    /// The place that a file, which may be anything, claims in its line.
    static Optional<StateSeal.Place> place(Path path) {
        try (InputStream in = open(path)) {
            return StateSeal.place(in.readNBytes(HEAD_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static InputStream open(Path path) throws IOException {
        return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Writes a new file, for its owner alone, durably. What an earlier run left unfinished is replaced.
    static void write(Path unfinished, ProjectState state) throws IOException {
        Files.deleteIfExists(unfinished);
        try (FileChannel channel = create(unfinished)) {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), PIECE);
            StateForm.write(state, out);
            channel.force(true);
        }
    }

    private static FileChannel create(Path file) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return FileChannel.open(file, options, OWNER);
        } catch (UnsupportedOperationException e) {
            return FileChannel.open(file, options);
        }
    }

    /// Gives `from` a second name, replacing what has it.
    static void copy(Path from, Path unfinished, Path to) throws IOException {
        Files.deleteIfExists(unfinished);
        try {
            Files.createLink(unfinished, from);
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.copy(from, unfinished, StandardCopyOption.COPY_ATTRIBUTES);
        }
        try {
            Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            // Two names of one file are not moved onto each other.
            Files.deleteIfExists(unfinished);
        }
    }

    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path folder = to.getParent();
        if (folder != null) {
            SafeFolders.syncFolder(folder);
        }
    }

    /// Says what, without the place on this machine.
    static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "this user may not";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> e.getClass().getSimpleName().replace("Exception", "");
        };
    }
}
