package io.quenyan.project.git;

import io.quenyan.project.ProjectTree;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import io.quenyan.project.file.OwnFiles;
import io.quenyan.project.file.PlainFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Opens a folder as the project that it is: a git work tree, a folder in one, a bare repository, or none of these.
public final class ProjectFolder {

    private ProjectFolder() {}

    /// The project at `root`.
    ///
    /// A folder that the work tree around it ignores is taken as one outside git.
    ///
    /// @throws UnreadableSourceException if it is no folder, or its repository is damaged
    public static ProjectTree open(Path root, OwnFiles own) {
        QuietJGit.install();
        Path real;
        try {
            real = root.toRealPath();
        } catch (IOException e) {
            throw new UnreadableSourceException(Reason.IO, "'%s' is no folder".formatted(root), e);
        }
        File gitFolder = new FileRepositoryBuilder().findGitDir(real.toFile()).getGitDir();
        if (gitFolder == null) {
            return PlainFolder.open(real, own, GitIgnore.none(""));
        }
        try (Repository repository = new FileRepositoryBuilder()
                .findGitDir(real.toFile())
                .setMustExist(true)
                .build()) {
            if (repository.isBare()) {
                return gitFolder.toPath().toRealPath().equals(real)
                        ? GitCommitTree.open(real, "HEAD")
                        : PlainFolder.open(real, own, GitIgnore.none(""));
            }
            return workTree(repository, real, own);
        } catch (IOException e) {
            throw new UnreadableSourceException(
                    Reason.DAMAGED, "The repository cannot be opened: " + e.getMessage(), e);
        }
    }

    private static ProjectTree workTree(Repository repository, Path root, OwnFiles own) throws IOException {
        Path top = repository.getWorkTree().toPath().toRealPath();
        if (!root.startsWith(top)) {
            return PlainFolder.open(root, own, GitIgnore.none(""));
        }
        String relative = top.relativize(root).toString().replace(File.separatorChar, '/');
        String prefix = relative.isEmpty() ? "" : relative + "/";
        GitIgnore rules = outer(repository, prefix);
        String walked = "";
        Path folder = top;
        for (String name : relative.isEmpty() ? new String[0] : relative.split("/")) {
            rules = rules.and(folder.resolve(".gitignore"), walked);
            if (rules.decision(walked + name, true) && !tracks(repository, prefix)) {
                return PlainFolder.open(root, own, GitIgnore.none(""));
            }
            walked += name + "/";
            folder = folder.resolve(name);
        }
        return WorkTree.open(repository, root, prefix, own, rules);
    }

    private static boolean tracks(Repository repository, String prefix) throws IOException {
        return GitIndex.read(repository).getEntriesWithin(prefix.substring(0, prefix.length() - 1)).length > 0;
    }

    /// The rules that count least: the user's own, then the repository's.
    private static GitIgnore outer(Repository repository, String prefix) {
        GitIgnore rules = GitIgnore.none(prefix);
        Optional<Path> users = usersFile(repository);
        if (users.isPresent()) {
            rules = rules.and(users.get(), "");
        }
        return rules.and(repository.getCommonDirectory().toPath().resolve("info/exclude"), "");
    }

    /// The user's own file of rules, which may be a link: it is the user's choice.
    private static Optional<Path> usersFile(Repository repository) {
        String home = System.getenv().getOrDefault("HOME", "");
        String configured = repository.getConfig().getString("core", null, "excludesfile");
        Path file;
        if (configured != null) {
            file = configured.startsWith("~/") ? Path.of(home, configured.substring(2)) : Path.of(configured);
        } else {
            String config = System.getenv("XDG_CONFIG_HOME");
            Path folder = config == null || config.isEmpty() ? Path.of(home, ".config") : Path.of(config);
            file = folder.resolve("git/ignore");
        }
        try {
            return Optional.of(file.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
