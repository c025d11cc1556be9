package io.quenyan.local.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;

/// A git repository that a test made, and what is in it. JGit is on the class path of who uses it.
public final class Repository {

    private final Path folder;
    private final Map<String, byte[]> files = new TreeMap<>();

    private Repository(Path folder) {
        this.folder = folder;
    }

    /// A repository of `count` small files of different content, spread over folders.
    public static Repository of(Path folder, int count) {
        Repository repository = new Repository(folder);
        for (int i = 0; i < count; i++) {
            repository.write("src/%02d/File%05d.txt".formatted(i % 50, i), "content of file %d\n".formatted(i));
        }
        repository.commit("begin");
        return repository;
    }

    /// Writes a file; [#commit] makes it known.
    public void write(String path, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.put(path, bytes);
    }

    /// Deletes a file; [#commit] makes it known.
    public void delete(String path) {
        try {
            Files.delete(folder.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.remove(path);
    }

    /// Commits everything, and returns the commit's id.
    public String commit(String message) {
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            git.add().addFilepattern(".").call();
            git.add().addFilepattern(".").setUpdate(true).call();
            return git.commit()
                    .setMessage(message)
                    .setAuthor("test", "test@example.com")
                    .setCommitter("test", "test@example.com")
                    .setSign(false)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Content by path, as of the last commit.
    public Map<String, byte[]> files() {
        return Map.copyOf(files);
    }

    /// As a request names it.
    public String uri() {
        return "git+" + folder.toUri().toString().replaceFirst("/$", "");
    }
}
