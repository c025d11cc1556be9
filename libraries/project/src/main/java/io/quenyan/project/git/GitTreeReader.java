package io.quenyan.project.git;

import io.quenyan.project.FailedFile;
import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.Sha256;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.UnreadableFileException.Code;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;

/// Reads the tree objects of a commit. They may have been made to do harm: sizes, depth, number and paths are limited,
/// and nothing in them is believed.
///
/// ```text
/// tree = (mode in octal digits, space, name, NUL, id (20 bytes))*
/// ```
final class GitTreeReader {

    /// Most files and folders of a commit.
    static final int MOST_ENTRIES = 1_000_000;

    private static final int MOST_TREE_BYTES = 64 * 1024 * 1024;
    private static final int MOST_DEPTH = 200;

    /// So long may paths be on average when there are as many as may be.
    private static final int AVERAGE_PATH_BYTES = 256;

    private static final int ID_LENGTH = 20;

    private static final int SHOWN = 32;

    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;
    private static final int SUBMODULE = 0160000;
    private static final int OWNER_EXECUTE = 0100;

    private final ObjectReader objects;
    private final boolean sizes;
    private final int most;
    private final List<TreeEntry> entries = new ArrayList<>();
    private final List<FailedFile> failed = new ArrayList<>();
    private int seen;
    private long pathBytes;

    /// @param sizes whether sizes are looked up; they are 0 otherwise
    /// @param most files and folders that are taken
    GitTreeReader(ObjectReader objects, boolean sizes, int most) {
        this.objects = objects;
        this.sizes = sizes;
        this.most = most;
    }

    /// Reads the tree and all below it.
    ///
    /// @throws UnreadableSourceException if it is damaged or too large
    void read(ObjectId tree) throws IOException {
        read(tree, "", 0, true);
    }

    /// Files and links, in the order of the trees.
    List<TreeEntry> entries() {
        return entries;
    }

    /// What cannot be content.
    List<FailedFile> failed() {
        return failed;
    }

    private void read(ObjectId tree, String prefix, int depth, boolean utf8) throws IOException {
        byte[] raw = bytes(tree);
        int above = prefix.getBytes(StandardCharsets.UTF_8).length;
        for (int at = 0; at < raw.length; ) {
            int space = find(raw, at, ' ');
            int nul = find(raw, space + 1, '\0');
            if (nul + 1 + ID_LENGTH > raw.length) {
                throw damaged("a tree ends early");
            }
            int length = above + nul - space - 1;
            count(Math.min(length, ProjectPath.MOST_BYTES));
            if (length > ProjectPath.MOST_BYTES) {
                failed.add(tooLong(prefix, Arrays.copyOfRange(raw, space + 1, nul)));
            } else {
                byte[] name = Arrays.copyOfRange(raw, space + 1, nul);
                String text = new String(name, StandardCharsets.UTF_8);
                boolean sound = utf8 && Arrays.equals(text.getBytes(StandardCharsets.UTF_8), name);
                entry(mode(raw, at, space), prefix + text, ObjectId.fromRaw(raw, nul + 1), depth, sound);
            }
            at = nul + 1 + ID_LENGTH;
        }
    }

    /// So many bytes may the paths of `most` files have together.
    static long mostPathBytes(int most) {
        return (long) most * AVERAGE_PATH_BYTES;
    }

    private void count(int bytes) {
        pathBytes += bytes;
        if (++seen > most) {
            throw new UnreadableSourceException(
                    Reason.TOO_LARGE, "The commit has more than %d files and folders".formatted(most));
        }
        if (pathBytes > mostPathBytes(most)) {
            throw new UnreadableSourceException(
                    Reason.TOO_LARGE,
                    "The commit's paths have more than %d bytes together".formatted(mostPathBytes(most)));
        }
    }

    /// A file or a folder with all in it. Of a long name its begin and its end are told, and a hash between them so
    /// that
    /// no two are told alike.
    private static FailedFile tooLong(String prefix, byte[] name) {
        String shown = name.length <= 2 * SHOWN
                ? new String(name, StandardCharsets.UTF_8)
                : "%s…%s…%s"
                        .formatted(
                                new String(name, 0, SHOWN, StandardCharsets.UTF_8),
                                Sha256.hex(name).substring(0, SHOWN / 2),
                                new String(name, name.length - SHOWN, SHOWN, StandardCharsets.UTF_8));
        return new FailedFile(
                prefix + shown,
                Code.BAD_PATH.name(),
                "The path is longer than %d bytes".formatted(ProjectPath.MOST_BYTES));
    }

    private void entry(int mode, String path, ObjectId id, int depth, boolean utf8) throws IOException {
        switch (mode & TYPE) {
            case FOLDER -> {
                if (depth == MOST_DEPTH) {
                    failed.add(new FailedFile(
                            path, Code.BAD_PATH.name(), "It is deeper than %d folders".formatted(depth)));
                } else {
                    read(id, path + "/", depth + 1, utf8);
                }
            }
            case FILE -> add(path, (mode & OWNER_EXECUTE) == 0 ? FileMode.FILE : FileMode.EXECUTABLE, id, utf8);
            case LINK -> add(path, FileMode.LINK, id, utf8);
            case SUBMODULE -> failed.add(submodule(path));
            default -> throw damaged("an entry has the mode %o".formatted(mode));
        }
    }

    static FailedFile submodule(String path) {
        return new FailedFile(
                path, Code.SUBMODULE.name(), "It is a submodule; encode its repository as a project of its own");
    }

    private void add(String path, FileMode mode, ObjectId id, boolean utf8) throws IOException {
        if (!utf8) {
            failed.add(new FailedFile(path, Code.BAD_PATH.name(), "The path is not UTF-8"));
            return;
        }
        try {
            long size = sizes ? objects.getObjectSize(id, Constants.OBJ_BLOB) : 0;
            entries.add(new TreeEntry(path, mode, size, id.name()));
        } catch (MissingObjectException e) {
            failed.add(new FailedFile(path, Code.UNREADABLE.name(), "Its blob %s is missing".formatted(id.name())));
        }
    }

    private byte[] bytes(ObjectId tree) throws IOException {
        ObjectLoader loader = objects.open(tree, Constants.OBJ_TREE);
        if (loader.getSize() > MOST_TREE_BYTES) {
            throw new UnreadableSourceException(Reason.TOO_LARGE, "A tree has %d bytes".formatted(loader.getSize()));
        }
        return loader.getCachedBytes(MOST_TREE_BYTES);
    }

    private static int find(byte[] raw, int from, char wanted) {
        for (int at = from; at < raw.length; at++) {
            if (raw[at] == wanted) {
                return at;
            }
        }
        throw damaged("a tree ends early");
    }

    private static int mode(byte[] raw, int from, int to) {
        int mode = 0;
        for (int at = from; at < to; at++) {
            int digit = raw[at] - '0';
            if (digit < 0 || digit > 7 || to - from > 7) {
                throw damaged("a mode is not octal");
            }
            mode = mode * 8 + digit;
        }
        return mode;
    }

    private static UnreadableSourceException damaged(String what) {
        return new UnreadableSourceException(Reason.DAMAGED, "The commit's trees are damaged: " + what);
    }
}
