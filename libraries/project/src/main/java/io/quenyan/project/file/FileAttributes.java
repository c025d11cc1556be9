package io.quenyan.project.file;

import io.quenyan.project.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What one look at a file tells. No link is followed.
///
/// @param executable whether the owner may execute it; false where the system does not know
/// @param size in bytes
/// @param stamp null where the system does not say enough
public record FileAttributes(
        Kind kind, boolean executable, long size, @Nullable FileStamp stamp) {

    private static final String STAMP = "unix:size,lastModifiedTime,ctime,ino";

    /// What stands at a path.
    public enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /// @throws java.nio.file.NoSuchFileException if there is none
    public static FileAttributes of(Path file) throws IOException {
        FileAttributes found = Statx.of(file.toString());
        return found == null ? byJava(file) : found;
    }

    private static FileAttributes byJava(Path file) throws IOException {
        FileStamp stamp = stamp(file).orElse(null);
        try {
            PosixFileAttributes posix =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return of(posix, posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE), stamp);
        } catch (UnsupportedOperationException e) {
            return of(Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), false, stamp);
        }
    }

    private static FileAttributes of(BasicFileAttributes basic, boolean executable, @Nullable FileStamp stamp) {
        Kind kind = basic.isDirectory()
                ? Kind.FOLDER
                : basic.isSymbolicLink() ? Kind.LINK : basic.isRegularFile() ? Kind.FILE : Kind.OTHER;
        return new FileAttributes(kind, executable, basic.size(), stamp);
    }

    private static Optional<FileStamp> stamp(Path file) {
        try {
            Map<String, Object> found = Files.readAttributes(file, STAMP, LinkOption.NOFOLLOW_LINKS);
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
