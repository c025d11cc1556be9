package io.quenyan.project;

/// Where files are restored to. Paths are relative to it; nothing is ever written outside it, nor through a link.
///
/// What fails for reasons of the disk is an `UncheckedIOException`.
public interface RestoredTree extends AutoCloseable {

    /// Whether something had to be done.
    enum Written {
        WRITTEN,
        /// The same file was there already.
        KEPT
    }

    /// Something else is where a file belongs.
    final class ConflictException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ConflictException(String message) {
            super(message);
        }
    }

    /// Puts a file in place, whole or not at all.
    ///
    /// @throws ConflictException if something else is there, or on the way there
    Written file(String path, FileMode mode, byte[] content);

    /// Makes a link. Its target is not looked at.
    ///
    /// @throws ConflictException if something else is there, or on the way there
    Written link(String path, byte[] target);

    /// Returns once everything is durable.
    void sync();

    /// Removes what is unfinished.
    @Override
    void close();
}
