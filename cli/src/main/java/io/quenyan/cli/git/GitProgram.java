package io.quenyan.cli.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A repository, asked through the installed `git`, so that what is told of it does not come from our own code.
public final class GitProgram {

    private final Path repository;

    private GitProgram(Path repository) {
        this.repository = repository;
    }

    /// The repository that holds `folder`; none if `git` knows of none.
    public static Optional<GitProgram> at(Path folder) {
        Ran ran = run(folder, Map.of(), List.of("rev-parse", "--show-toplevel"));
        return ran.exit() == 0 ? Optional.of(new GitProgram(Path.of(ran.out().strip()))) : Optional.empty();
    }

    /// The work tree's root.
    public Path root() {
        return repository;
    }

    /// The id of the commit that is checked out; none in a repository without commits.
    public Optional<String> head() {
        Ran ran = run(repository, Map.of(), List.of("rev-parse", "--verify", "--quiet", "HEAD^{commit}"));
        return ran.exit() == 0 ? Optional.of(ran.out().strip()) : Optional.empty();
    }

    /// How `folder` differs from the commit, as `git diff` tells it, and files that the commit does not have; empty
    /// when
    /// they are equal. The repository's own index is left alone.
    public String difference(String commit, Path folder) {
        try {
            Path index = Files.createTempDirectory("quenyan-git-").resolve("index");
            try {
                Map<String, String> env = Map.of("GIT_INDEX_FILE", index.toString());
                List<String> tree = List.of("--git-dir=" + gitDir(), "--work-tree=" + folder);
                required(run(folder, env, with(tree, "read-tree", commit)));
                String changed = required(run(folder, env, with(tree, "diff", "--name-status", commit)));
                return changed + required(run(folder, env, with(tree, "ls-files", "--others")));
            } finally {
                Files.deleteIfExists(index);
                Files.deleteIfExists(index.resolveSibling("index.lock"));
                Files.deleteIfExists(index.getParent());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String gitDir() {
        return required(run(repository, Map.of(), List.of("rev-parse", "--absolute-git-dir")))
                .strip();
    }

    private static List<String> with(List<String> options, String... command) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(command));
        return all;
    }

    private record Ran(int exit, String out, String err) {}

    private static String required(Ran ran) {
        if (ran.exit() != 0) {
            throw new UncheckedIOException(new IOException("git: " + ran.err().strip()));
        }
        return ran.out();
    }

    /// `safe.directory`: whoever named the repository may read it, whoever owns it.
    private static Ran run(Path folder, Map<String, String> env, List<String> args) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "safe.directory=*", "-c", "core.autocrlf=false"));
        command.addAll(args);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toAbsolutePath().toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
            builder.environment().putAll(env);
            Path err = Files.createTempFile("quenyan-git-", ".err");
            try {
                Process process = builder.redirectError(err.toFile()).start();
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return new Ran(process.waitFor(), out, Files.readString(err));
            } finally {
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while git worked", e));
        }
    }
}
