package io.quenyan.project.file;

import io.quenyan.project.OutputRefusedException;
import io.quenyan.project.OutputRefusedException.Reason;
import io.quenyan.project.PackageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/// Says that a folder is an output of ours. Set before the first write into a folder that is empty or not there.
final class OutputMark {

    private static final byte[] MARK = "{\"format\":\"quenyan-output/1\"}\n".getBytes(StandardCharsets.US_ASCII);

    private final Path root;
    private final FolderReader reader;
    private final Unfinished unfinished;

    OutputMark(Path root, FolderReader reader, Unfinished unfinished) {
        this.root = root;
        this.reader = reader;
        this.unfinished = unfinished;
    }

    /// Whether packages may be written here.
    boolean allows() {
        try {
            // Asked again at the end: another writer may have marked it between the looks.
            return !Files.exists(root, LinkOption.NOFOLLOW_LINKS)
                    || marked()
                    || empty()
                    || looksLikeAnIndex()
                    || marked();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean marked() {
        return Files.isRegularFile(root.resolve(PackageName.MARKER), LinkOption.NOFOLLOW_LINKS);
    }

    private boolean empty() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            // Another writer may be about to mark it.
            return files.allMatch(file -> file.endsWith(PackageName.UNFINISHED));
        } catch (NotDirectoryException e) {
            return false;
        }
    }

    private boolean looksLikeAnIndex() throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        try {
            String start = new String(reader.read(PackageName.INDEX, 20), StandardCharsets.ISO_8859_1);
            return start.startsWith("{\"index\":{");
        } catch (NoSuchFileException | FolderReader.NotAFileException e) {
            return false;
        }
    }

    /// Makes the folder ours.
    ///
    /// @throws OutputRefusedException if it is somebody else's
    void set() {
        if (!allows()) {
            throw new OutputRefusedException(
                    Reason.FOREIGN,
                    "'%s' holds files and is no output of packages; choose a fresh folder".formatted(root));
        }
        if (marked()) {
            return;
        }
        try {
            Files.createDirectories(root);
            Path temporary = unfinished.write(MARK);
            FileSystemSync.sync(root, List.of(temporary));
            Files.move(
                    temporary,
                    root.resolve(PackageName.MARKER),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            SafeFolders.syncFolder(root);
            Path parent = root.getParent();
            if (parent != null) {
                SafeFolders.syncFolder(parent);
            }
            unfinished.removeIfEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
