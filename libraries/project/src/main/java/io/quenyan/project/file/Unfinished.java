package io.quenyan.project.file;

import io.quenyan.project.PackageName;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// The folder below a root in which files grow until they are renamed into place.
final class Unfinished {

    private final Path folder;

    /// Whether the folder was seen to be one. It may have been removed since.
    private volatile boolean seen;

    Unfinished(Path root) {
        this.folder = root.resolve(PackageName.UNFINISHED);
    }

    /// Writes a new file.
    Path write(byte[] content) throws IOException {
        Path file = seen ? name() : next();
        try {
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            // Another writer ended and removed the folder.
            file = next();
            Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
        return file;
    }

    /// Opens a new file.
    OutputStream open(Path file) throws IOException {
        return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// The name of a new file, its folder made.
    Path next() throws IOException {
        make();
        seen = true;
        return name();
    }

    private Path name() {
        return folder.resolve(UUID.randomUUID() + ".tmp");
    }

    private void make() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.createDirectory(folder);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw e;
                }
            }
        }
    }

    /// Removes what is left by writers that died.
    void clear() throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        removeIfEmpty();
    }

    /// Removes the folder, unless somebody is still writing.
    void removeIfEmpty() throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // The next one removes it.
        }
    }
}
