package io.quenyan.project;

import java.util.Optional;

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

    /// The commit it is, or is based on; none outside version control.
    Optional<Revision> revision();

    /// Whether what was read so far, or is missing, differs from the commit.
    boolean dirty();

    @Override
    void close();
}
