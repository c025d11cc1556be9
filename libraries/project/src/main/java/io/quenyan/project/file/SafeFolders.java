package io.quenyan.project.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes folders below a root, and none anywhere else: a link on the way is refused. Each is looked at once.
final class SafeFolders {

    private final Path root;
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();

    /// Folders that are there, by their path below the root.
    private final Map<String, Path> known = new ConcurrentHashMap<>();

    SafeFolders(Path root) {
        this.root = root;
    }

    /// The place of `path`, with all its folders there. Remembers them for [#sync].
    Path place(String path) throws IOException {
        int slash = path.lastIndexOf('/');
        Path folder = slash < 0 ? root : folder(path.substring(0, slash));
        touched.add(folder);
        return folder.resolve(FolderReader.name(path.substring(slash + 1)));
    }

    /// Looks at the folders again, one of which went away.
    void forget() {
        known.clear();
    }

    private Path folder(String path) throws IOException {
        Path there = known.get(path);
        if (there != null) {
            return there;
        }
        int slash = path.lastIndexOf('/');
        Path parent = slash < 0 ? root : folder(path.substring(0, slash));
        Path folder = parent.resolve(FolderReader.name(path.substring(slash + 1)));
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            make(folder);
        }
        touched.add(parent);
        known.put(path, folder);
        return folder;
    }

    private static void make(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                throw new FolderReader.NotAFileException(folder.toString(), "needs a folder where a file or a link is");
            }
        }
    }

    /// Makes the names in all folders touched durable.
    void sync() throws IOException {
        for (Path folder : touched) {
            syncFolder(folder);
        }
        touched.clear();
    }

    static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
