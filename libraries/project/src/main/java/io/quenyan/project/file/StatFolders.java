package io.quenyan.project.file;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at files below a folder one after the other, by one thread, and keeps the folders of the last one open: a look
/// from a folder costs a third of one from the root. Every folder is opened from the one before it, no link is
/// followed.
public final class StatFolders implements AutoCloseable {

    private static final int CLOSED = -1;

    private final String start;
    private final List<String> names = new ArrayList<>();

    /// One for each of `names`.
    private final List<Integer> open = new ArrayList<>();

    private int root = CLOSED;

    /// The folder of the last file, `/` at its end.
    private String last = "";

    public StatFolders(String root) {
        this.start = root;
    }

    /// What the system says of the file at `path`; null if it says nothing, or cannot be asked so.
    public @Nullable FileAttributes of(String path) {
        if (root == CLOSED) {
            root = Statx.open(Statx.NO_FOLDER, start);
        }
        int slash = path.lastIndexOf('/');
        return root < 0 || !enter(path, slash + 1) ? null : Statx.of(innermost(), path.substring(slash + 1));
    }

    private int innermost() {
        return open.isEmpty() ? root : open.getLast();
    }

    /// Whether the folder whose path is the first `end` characters is open now.
    private boolean enter(String path, int end) {
        if (last.length() == end && path.startsWith(last)) {
            return true;
        }
        String folder = path.substring(0, end);
        String[] wanted = folder.isEmpty() ? new String[0] : folder.split("/", -1);
        int depth = Math.max(0, wanted.length - 1);
        int same = 0;
        while (same < depth && same < names.size() && names.get(same).equals(wanted[same])) {
            same++;
        }
        leave(same);
        last = "";
        for (int i = same; i < depth; i++) {
            int opened = wanted[i].isEmpty() || wanted[i].equals("..") ? CLOSED : Statx.open(innermost(), wanted[i]);
            if (opened < 0) {
                leave(0);
                return false;
            }
            open.add(opened);
            names.add(wanted[i]);
        }
        last = folder;
        return true;
    }

    private void leave(int depth) {
        while (names.size() > depth) {
            names.removeLast();
            Statx.close(open.removeLast());
        }
    }

    @Override
    public void close() {
        leave(0);
        last = "";
        if (root >= 0) {
            Statx.close(root);
        }
        root = CLOSED;
    }
}
