package io.quenyan.project.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes folders below a root, and none anywhere else: a link on the way is refused.
final class SafeFolders {

    private final Path root;
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();

    SafeFolders(Path root) {
        this.root = root;
    }

    /// The place of `path`, with all its folders there. Remembers them for [#sync].
    Path place(String path) throws IOException {
        String[] names = path.split("/", -1);
        Path folder = root;
        touched.add(folder);
        for (int i = 0; i < names.length - 1; i++) {
            folder = folder.resolve(FolderReader.name(names[i]));
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                make(folder);
            }
            touched.add(folder);
        }
        return folder.resolve(FolderReader.name(names[names.length - 1]));
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
