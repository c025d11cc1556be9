package io.quenyan.project;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A project's files, wherever they are. Safe for use by several threads.
public interface ProjectTree extends AutoCloseable {

    /// All that belongs to the project. The same listing at every call.
    TreeListing list();

    /// The bytes of a file, or of a link's target.
    ///
    /// @throws UnreadableFileException if this file cannot be content; others may well be
    byte[] read(TreeEntry entry);

    /// For reading many files, one after the other and by one thread: cheapest in the order of their paths.
    default Reading reading() {
        return this::read;
    }

    /// A thread's way to the files; see [#read].
    interface Reading extends AutoCloseable {

        byte[] read(TreeEntry entry);

        @Override
        default void close() {}
    }

    /// What the system says of the file without reading it; none where that tells nothing.
    default Optional<FileStamp> stamp(TreeEntry entry) {
        return Optional.empty();
    }

    /// Git's id of the content, where it is known without reading.
    default Optional<String> blob(TreeEntry entry) {
        return Optional.empty();
    }

    /// Git's id of the content that was read; none outside git.
    default Optional<String> blob(TreeEntry entry, byte[] content) {
        return blob(entry);
    }

    /// Tells that the file is known to have the content of `blob` without having been read.
    default void known(TreeEntry entry, @Nullable String blob) {}

    /// Paths that version control tracks, whether they are there or not; empty outside of it.
    default Set<String> tracked() {
        return Set.of();
    }

    /// The commit it is, or is based on; none outside version control.
    Optional<Revision> revision();

    /// Whether what was read so far, or is missing, differs from the commit.
    boolean dirty();

    @Override
    void close();
}
