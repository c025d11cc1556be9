package io.quenyan.project.git;

import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Repository;

/// Reads git's index, which is a file of the project and may have been made to do harm.
///
/// In version 4 a path is told by how much it leaves off the one before, and what it adds: few bytes may become many.
/// So its paths are measured before they are built, and bounded as those of a commit are.
///
/// ```text
/// index = "DIRC", version (4 bytes), count (4), entry*
/// entry of version 4 = times, ids and modes (40), blob (20), flags (2; 2 more if bit 14 is set),
///                      what is left off (git's varint), what is added, NUL
/// ```
final class GitIndex {

    private static final int MAGIC = 0x44495243;
    private static final int COMPRESSED = 4;
    private static final int BEFORE_FLAGS = 60;
    private static final int EXTENDED = 0x4000;

    private GitIndex() {}

    /// The index.
    ///
    /// @throws UnreadableSourceException if it is larger than a commit may be
    static DirCache read(Repository repository) throws IOException {
        check(repository.getIndexFile().toPath(), GitTreeReader.MOST_ENTRIES);
        return repository.readDirCache();
    }

    /// @param most entries that are taken
    static void check(Path file, int most) throws IOException {
        try (var index = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (index.readInt() != MAGIC || index.readInt() != COMPRESSED) {
                // Other versions hold every path in full, and what is no index is for its reader to say.
                return;
            }
            check(index, Integer.toUnsignedLong(index.readInt()), most);
        } catch (NoSuchFileException | EOFException e) {
            // There is none yet, or it ends early, which its reader says.
        }
    }

    private static void check(DataInputStream index, long count, int most) throws IOException {
        long length = 0;
        long all = 0;
        for (long i = 0; i < count; i++) {
            index.skipNBytes(BEFORE_FLAGS);
            if ((index.readUnsignedShort() & EXTENDED) != 0) {
                index.skipNBytes(Short.BYTES);
            }
            length = Math.max(0, length - leftOff(index)) + added(index);
            all += length;
            if (i >= most || all > GitTreeReader.mostPathBytes(most)) {
                throw new UnreadableSourceException(
                        Reason.TOO_LARGE,
                        "Git's index has more than %d files, or %d bytes of paths"
                                .formatted(most, GitTreeReader.mostPathBytes(most)));
            }
        }
    }

    private static long leftOff(DataInputStream index) throws IOException {
        int next = index.readUnsignedByte();
        long value = next & 0x7f;
        while ((next & 0x80) != 0 && value <= Integer.MAX_VALUE) {
            next = index.readUnsignedByte();
            value = ((value + 1) << 7) + (next & 0x7f);
        }
        return value;
    }

    private static long added(DataInputStream index) throws IOException {
        long length = 0;
        while (index.readUnsignedByte() != 0) {
            length++;
        }
        return length;
    }
}
