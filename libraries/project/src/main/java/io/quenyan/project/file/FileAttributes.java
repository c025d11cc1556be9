package io.quenyan.project.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/// What one look at a file tells. No link is followed.
///
/// @param executable whether the owner may execute it; false where the system does not know
public record FileAttributes(BasicFileAttributes basic, boolean executable) {

    public static FileAttributes of(Path file) throws IOException {
        try {
            PosixFileAttributes posix =
                    Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return new FileAttributes(posix, posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE));
        } catch (UnsupportedOperationException e) {
            return new FileAttributes(
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS), false);
        }
    }
}
