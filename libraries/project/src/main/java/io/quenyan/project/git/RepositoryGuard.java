package io.quenyan.project.git;

import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;

/// Finds a repository's own folder, and makes sure that it is whole and reaches nowhere else: whoever may name a
/// repository must not read another one through it.
final class RepositoryGuard {

    private static final List<String> FILES =
            List.of("HEAD", "config", "config.worktree", "packed-refs", "shallow", "objects", "refs", "reftable");
    private static final List<String> FOLDERS = List.of("objects", "refs", "reftable");
    private static final long MOST_CONFIG_BYTES = 1024 * 1024;

    private RepositoryGuard() {}

    /// The git folder of `root`, which is a work tree or a bare repository.
    ///
    /// @throws UnreadableSourceException if there is none, or it reaches outside `root`
    static Path gitFolder(Path root) {
        try {
            Path folder = find(root);
            refuseIfThere(folder.resolve("commondir"), Reason.GITDIR_OUTSIDE, "shares another repository's folder");
            refuseIfThere(folder.resolve("objects/info/alternates"), Reason.ALTERNATES, "borrows objects");
            refuseIfThere(folder.resolve("objects/info/http-alternates"), Reason.ALTERNATES, "borrows objects");
            for (String name : FILES) {
                refuseLink(folder.resolve(name));
            }
            for (String name : FOLDERS) {
                refuseLinksBelow(folder.resolve(name));
            }
            checkConfig(folder.resolve("config"));
            checkConfig(folder.resolve("config.worktree"));
            return folder;
        } catch (IOException e) {
            throw new UnreadableSourceException(Reason.IO, "The repository cannot be looked at", e);
        }
    }

    private static Path find(Path root) {
        Path inside = root.resolve(".git");
        if (Files.exists(inside, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isDirectory(inside, LinkOption.NOFOLLOW_LINKS)) {
                throw outside("has its git folder elsewhere");
            }
            return sound(inside);
        }
        return sound(root);
    }

    private static Path sound(Path folder) {
        boolean complete = Files.isRegularFile(folder.resolve("HEAD")) && Files.isDirectory(folder.resolve("objects"));
        if (!complete) {
            throw new UnreadableSourceException(Reason.NOT_A_REPOSITORY, "There is no git repository");
        }
        return folder;
    }

    private static void refuseIfThere(Path file, Reason reason, String what) {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnreadableSourceException(reason, "The repository %s, which is not taken".formatted(what));
        }
    }

    private static void refuseLink(Path file) {
        if (Files.isSymbolicLink(file)) {
            throw outside("has '%s' as a link".formatted(file.getFileName()));
        }
    }

    private static void refuseLinksBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (!attributes.isRegularFile()) {
                    throw outside("has links or devices among its objects or refs");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                if (e instanceof java.nio.file.NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    /// A configuration may include files from anywhere.
    private static void checkConfig(Path config) throws IOException {
        if (!Files.exists(config, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(config, LinkOption.NOFOLLOW_LINKS) || Files.size(config) > MOST_CONFIG_BYTES) {
            throw outside("has a configuration that is no file of at most 1 MiB");
        }
        String text = Files.readString(config, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (text.replace(" ", "").replace("\t", "").contains("[include")) {
            throw outside("includes other configuration files");
        }
    }

    private static UnreadableSourceException outside(String what) {
        return new UnreadableSourceException(
                Reason.GITDIR_OUTSIDE, "The repository %s; only whole repositories are taken".formatted(what));
    }
}
