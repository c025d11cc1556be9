package io.quenyan.project.file;

import io.quenyan.project.FileStamp;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What the file system says of the files below a folder, without reading them. Links are not followed.
public final class Stamps {

    private final Path root;
    private final String start;

    /// Folders below the root that are known to be no links.
    private final Set<String> folders = ConcurrentHashMap.newKeySet();

    public Stamps(Path root) {
        this.root = root;
        this.start = root + "/";
    }

    /// The stamp of the file at `path`; none if it is not there, or the system does not say enough.
    public Optional<FileStamp> of(String path) {
        if (!isReal(path.substring(0, Math.max(0, path.lastIndexOf('/'))))) {
            return Optional.empty();
        }
        return look(path).map(FileAttributes::stamp);
    }

    /// Whether no folder on the way is a link: a file that was moved keeps its stamp.
    private boolean isReal(String folder) {
        if (folder.isEmpty() || folders.contains(folder)) {
            return true;
        }
        boolean real = isReal(folder.substring(0, Math.max(0, folder.lastIndexOf('/'))))
                && look(folder)
                        .filter(found -> found.kind() == FileAttributes.Kind.FOLDER)
                        .isPresent();
        if (real) {
            folders.add(folder);
        }
        return real;
    }

    private Optional<FileAttributes> look(String path) {
        FileAttributes found = Statx.of(start + path);
        try {
            return Optional.of(found == null ? FileAttributes.of(root.resolve(path)) : found);
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
