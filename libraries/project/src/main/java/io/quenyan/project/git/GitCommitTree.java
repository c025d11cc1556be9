package io.quenyan.project.git;

import io.quenyan.format.Limits;
import io.quenyan.project.ProjectPath;
import io.quenyan.project.ProjectTree;
import io.quenyan.project.Revision;
import io.quenyan.project.TreeEntry;
import io.quenyan.project.TreeListing;
import io.quenyan.project.UnreadableFileException;
import io.quenyan.project.UnreadableFileException.Code;
import io.quenyan.project.UnreadableSourceException;
import io.quenyan.project.UnreadableSourceException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.AmbiguousObjectException;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.errors.RevisionSyntaxException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;

/// The files of a pinned commit, read from the repository's objects. Nothing is checked out, and nothing of the
/// repository's is run. Its owner need not be trusted, see [RepositoryGuard]; every blob is held against its
/// id.
public final class GitCommitTree implements ProjectTree {

    private static final int LONGEST_REVISION = 1_000;

    private final Repository repository;
    private final Revision revision;
    private @Nullable TreeListing listing;

    private GitCommitTree(Repository repository, Revision revision) {
        this.repository = repository;
        this.revision = revision;
    }

    /// Opens the commit that `revision` names in the repository at `root`, a work tree or bare.
    ///
    /// @param revision branch, tag or commit id
    /// @throws UnreadableSourceException if there is no such repository or commit, or it reaches outside `root`
    public static GitCommitTree open(Path root, String revision) {
        QuietJGit.install();
        Path folder = RepositoryGuard.gitFolder(root);
        Repository repository = null;
        try {
            repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .setMustExist(true)
                    .build();
            return new GitCommitTree(repository, pinned(repository, revision));
        } catch (RepositoryNotFoundException e) {
            throw closing(
                    repository,
                    new UnreadableSourceException(Reason.NOT_A_REPOSITORY, "There is no git repository", e));
        } catch (IOException e) {
            throw closing(repository, new UnreadableSourceException(Reason.IO, "The repository cannot be opened", e));
        } catch (UnreadableSourceException e) {
            throw closing(repository, e);
        }
    }

    private static UnreadableSourceException closing(
            @Nullable Repository repository, UnreadableSourceException reason) {
        if (repository != null) {
            repository.close();
        }
        return reason;
    }

    private static Revision pinned(Repository repository, String revision) throws IOException {
        if (revision.isBlank() || revision.length() > LONGEST_REVISION) {
            throw unknown(revision);
        }
        try (RevWalk walk = new RevWalk(repository)) {
            ObjectId id = repository.resolve(revision + "^{commit}");
            if (id == null) {
                throw unknown(revision);
            }
            RevCommit commit = walk.parseCommit(id);
            return new Revision(commit.name(), commit.getTree().name());
        } catch (RevisionSyntaxException
                | AmbiguousObjectException
                | IncorrectObjectTypeException
                | MissingObjectException e) {
            throw unknown(revision);
        } catch (CorruptObjectException e) {
            throw new UnreadableSourceException(Reason.DAMAGED, "The commit is damaged", e);
        }
    }

    private static UnreadableSourceException unknown(String revision) {
        String shown = revision.length() > 100 ? revision.substring(0, 100) + "…" : revision;
        return new UnreadableSourceException(
                Reason.UNKNOWN_REVISION, "The repository has no commit '%s'".formatted(shown));
    }

    @Override
    public synchronized TreeListing list() {
        if (listing == null) {
            listing = read();
        }
        return listing;
    }

    private TreeListing read() {
        try (ObjectReader objects = repository.newObjectReader()) {
            var reader = new GitTreeReader(objects, true, GitTreeReader.MOST_ENTRIES);
            reader.read(ObjectId.fromString(revision.tree()));
            List<TreeEntry> entries = reader.entries();
            entries.sort(Comparator.comparing(TreeEntry::path, ProjectPath.BY_BYTES));
            for (int i = 1; i < entries.size(); i++) {
                if (entries.get(i).path().equals(entries.get(i - 1).path())) {
                    throw new UnreadableSourceException(
                            Reason.DAMAGED,
                            "'%s' is in the commit twice"
                                    .formatted(entries.get(i).path()));
                }
            }
            return new TreeListing(entries, reader.failed(), Map.of());
        } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
            throw new UnreadableSourceException(Reason.DAMAGED, "The commit's trees are damaged or missing", e);
        } catch (IOException e) {
            throw new UnreadableSourceException(Reason.IO, "The commit cannot be read", e);
        }
    }

    @Override
    public byte[] read(TreeEntry entry) {
        try (ObjectReader objects = repository.newObjectReader()) {
            ObjectLoader loader = objects.open(ObjectId.fromString(entry.ref()), Constants.OBJ_BLOB);
            if (loader.getSize() > Limits.TOKENS) {
                throw new UnreadableFileException(
                        Code.BUDGET_EXCEEDED,
                        "It has %d bytes, and %d are the most".formatted(loader.getSize(), Limits.TOKENS));
            }
            byte[] content = loader.getCachedBytes(Limits.TOKENS);
            if (!Blob.id(content).equals(entry.ref())) {
                throw new UnreadableFileException(Code.UNREADABLE, "Its blob %s is damaged".formatted(entry.ref()));
            }
            return content;
        } catch (MissingObjectException | IncorrectObjectTypeException | CorruptObjectException e) {
            throw new UnreadableFileException(
                    Code.UNREADABLE, "Its blob %s is missing or damaged".formatted(entry.ref()), e);
        } catch (IOException e) {
            throw new UnreadableSourceException(Reason.IO, "The repository cannot be read", e);
        }
    }

    @Override
    public Optional<String> blob(TreeEntry entry) {
        return Optional.of(entry.ref());
    }

    @Override
    public Optional<Revision> revision() {
        return Optional.of(revision);
    }

    @Override
    public boolean dirty() {
        return false;
    }

    @Override
    public void close() {
        repository.close();
    }
}
