package io.quenyan.project.file;

import io.quenyan.format.Limits;
import io.quenyan.project.FileMode;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.UnreadableFileException.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Reads what a project's folder holds: files, and links as their targets. Nothing outside it is ever read.
public final class DiskContent {

    private final Path root;
    private final FolderReader reader;

    public DiskContent(Path root) {
        this.root = root;
        this.reader = new FolderReader(root);
    }

    /// The bytes of `entry`.
    ///
    /// @throws UnreadableFileException if it went away, is too long, changed its kind, or lies behind a link
    public byte[] read(TreeEntry entry) {
        try (ProjectTree.Reading files = reading()) {
            return files.read(entry);
        }
    }

    /// For reading many files, by one thread.
    public ProjectTree.Reading reading() {
        OpenFolders folders = reader.open();
        return new ProjectTree.Reading() {
            @Override
            public byte[] read(TreeEntry entry) {
                return DiskContent.this.read(entry, folders);
            }

            @Override
            public void close() {
                try {
                    folders.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private byte[] read(TreeEntry entry, OpenFolders folders) {
        ProjectPath.problem(entry.path()).ifPresent(wrong -> {
            throw new UnreadableFileException(Code.BAD_PATH, "The path " + wrong);
        });
        try {
            byte[] content = entry.mode() == FileMode.LINK
                    ? target(entry.path())
                    : folders.read(entry.path(), Limits.TOKENS + 1L);
            if (content.length > Limits.TOKENS) {
                throw new UnreadableFileException(
                        Code.BUDGET_EXCEEDED, "It has more than %d bytes".formatted(Limits.TOKENS));
            }
            return content;
        } catch (IOException e) {
            throw new UnreadableFileException(Code.UNREADABLE, reason(e), e);
        }
    }

    private byte[] target(String path) throws IOException {
        Path link = root;
        for (String name : path.split("/", -1)) {
            if (!link.equals(root) && !Files.isDirectory(link, LinkOption.NOFOLLOW_LINKS)) {
                throw new java.nio.file.FileSystemException(path, null, "lies behind a link");
            }
            link = link.resolve(FolderReader.name(name));
        }
        return Files.readSymbolicLink(link).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Says what, without the place on this machine.
    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException _ -> "It went away after it was listed";
            case java.nio.file.AccessDeniedException _ -> "The system refuses to read it";
            case java.nio.file.NotLinkException _ -> "It is a link no longer";
            case java.nio.file.FileSystemException system when system.getReason() != null -> "It " + system.getReason();
            default -> "It cannot be read: " + e.getClass().getSimpleName();
        };
    }
}
