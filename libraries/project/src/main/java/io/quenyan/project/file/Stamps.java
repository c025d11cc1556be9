package io.quenyan.project.file;

import io.quenyan.project.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What the file system says of the files below a folder, without reading them. Links are not followed.
public final class Stamps {

    private static final String WANTED = "unix:size,lastModifiedTime,ctime,ino";

    private final Path root;

    /// Folders below the root that are known to be no links.
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();

    public Stamps(Path root) {
        this.root = root;
    }

    /// The stamp of the file at `path`; none if it is not there, or the system does not say enough.
    public Optional<FileStamp> of(String path) {
        Path file = root.resolve(path);
        if (!isReal(file.getParent())) {
            return Optional.empty();
        }
        try {
            Map<String, Object> found = Files.readAttributes(file, WANTED, LinkOption.NOFOLLOW_LINKS);
            return found.get("size") instanceof Long size
                            && found.get("ino") instanceof Long inode
                            && found.get("lastModifiedTime") instanceof FileTime modified
                            && found.get("ctime") instanceof FileTime changed
                    ? Optional.of(new FileStamp(size, nanos(modified), nanos(changed), inode))
                    : Optional.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Whether no folder on the way is a link: a file that was moved keeps its stamp.
    private boolean isReal(@Nullable Path folder) {
        if (folder == null || folder.equals(root) || folders.contains(folder)) {
            return folder != null;
        }
        boolean real = isReal(folder.getParent()) && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        if (real) {
            folders.add(folder);
        }
        return real;
    }

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
