package io.quenyan.project.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;

/// A real git repository with a work tree.
public final class TestRepository implements AutoCloseable {

    private static final PersonIdent SOMEBODY = new PersonIdent("Somebody", "somebody@example.org");

    private final Path root;
    private final Git git;

    private TestRepository(Path root, Git git) {
        this.root = root;
        this.git = git;
    }

    public static TestRepository at(Path root) {
        try {
            return new TestRepository(
                    root,
                    Git.init()
                            .setDirectory(root.toFile())
                            .setInitialBranch("main")
                            .call());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path root() {
        return root;
    }

    public TestRepository file(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestRepository executable(String path, String content) {
        try {
            file(path, content);
            Files.setPosixFilePermissions(root.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public TestRepository link(String path, String target) {
        try {
            Files.createSymbolicLink(root.resolve(path), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds what is not ignored, and commits.
    public String commit() {
        try {
            git.add().addFilepattern(".").call();
            return git.commit()
                    .setMessage("As it is")
                    .setAuthor(SOMEBODY)
                    .setCommitter(SOMEBODY)
                    .setSign(false)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether the work tree is what the commit holds.
    public boolean clean() {
        try {
            return git.status().call().isClean();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A commit whose tree is these bytes, checked by nobody.
    public String commitOfTree(byte[] rawTree) {
        try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            ObjectId tree = inserter.insert(Constants.OBJ_TREE, rawTree);
            var commit = new CommitBuilder();
            commit.setTreeId(tree);
            commit.setAuthor(SOMEBODY);
            commit.setCommitter(SOMEBODY);
            commit.setMessage("Made by hand");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            RefUpdate update = git.getRepository().updateRef("refs/heads/main");
            update.setNewObjectId(id);
            update.forceUpdate();
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Reads a tree that may be hostile.
    void readTree(ObjectId tree, int most) {
        try (ObjectReader objects = git.getRepository().newObjectReader()) {
            new GitTreeReader(objects, true, most).read(tree);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObjectId insert(int type, byte[] content) {
        try (ObjectInserter inserter = git.getRepository().newObjectInserter()) {
            ObjectId id = inserter.insert(type, content);
            inserter.flush();
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
