package io.quenyan.project.file;

import io.quenyan.project.ProjectFile;
import io.quenyan.project.ProjectFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// The folder `.quenyan` at a project's root: its project file and its secret check. Both belong to the project, and so
/// to version control. Links are not followed: what they name is not the project's word.
public final class OwnFolder {

    private static final int MOST_BYTES = 64 * 1024;

    private final Path root;

    public OwnFolder(Path root) {
        this.root = root;
    }

    /// The folder of the project that `folder` is in: the nearest one with a project file.
    public static Optional<OwnFolder> above(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            OwnFolder own = new OwnFolder(at);
            if (isFile(own.projectFile())) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }

    /// The project's root.
    public Path root() {
        return root;
    }

    public Path projectFile() {
        return root.resolve(".quenyan/project.json");
    }

    public Path secretCheck() {
        return root.resolve(".quenyan/secret-check.qyn1");
    }

    /// The project file, if there is one.
    ///
    /// @throws ProjectFileException if it is none of ours
    public Optional<ProjectFile> readProject() throws IOException {
        return read(projectFile()).map(ProjectFile::parse);
    }

    /// The secret check's bytes, if there is one.
    public Optional<byte[]> readSecretCheck() throws IOException {
        return read(secretCheck());
    }

    private Optional<byte[]> read(Path file) throws IOException {
        if (!isFile(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (in.read() >= 0) {
                throw new ProjectFileException("it has more than %d bytes".formatted(MOST_BYTES));
            }
            return Optional.of(bytes);
        }
    }

    private static boolean isFile(Path file) {
        Path folder = file.getParent();
        return folder != null
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /// Writes one of the two in one step, durably.
    public void write(Path file, byte[] content) throws IOException {
        Path folder = root.resolve(".quenyan");
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(file.getFileName() + ".tmp");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(content));
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
