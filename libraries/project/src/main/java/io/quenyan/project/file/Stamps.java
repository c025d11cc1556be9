package io.quenyan.project.file;

import io.quenyan.project.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What the file system says of the files below a folder, without reading them. Links are not followed.
public final class Stamps {

    private static final String WANTED = "unix:size,lastModifiedTime,ctime,ino";

    private final Path root;

    public Stamps(Path root) {
        this.root = root;
    }

    /// The stamp of the file at `path`; none if it is not there, or the system does not say enough.
    public Optional<FileStamp> of(String path) {
        try {
            Map<String, Object> found = Files.readAttributes(root.resolve(path), WANTED, LinkOption.NOFOLLOW_LINKS);
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

    private static long nanos(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
