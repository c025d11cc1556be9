package io.quenyan.project;

import io.quenyan.format.DerivedKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An output: packages, and the index over them. Names are relative to it.
///
/// What fails for reasons of the disk is an `UncheckedIOException`.
public interface PackageStore {

    /// Packages that become visible together with [#commit], each under its final name.
    interface Batch extends AutoCloseable {

        void write(String name, byte[] content);

        /// Returns once all packages written are durable and visible.
        void commit();

        /// Without [#commit] nothing stays.
        @Override
        void close();
    }

    /// That nobody else writes, until closed.
    interface Claim extends AutoCloseable {
        @Override
        void close();
    }

    /// An index that is in place.
    ///
    /// @param location where, for people
    record Published(String location, String sha256, long bytes) {}

    /// Takes the output for one writer alone and removes what a crashed one left unfinished.
    ///
    /// @throws OutputRefusedException if somebody has it, or it is not an output of ours
    Claim claim();

    /// Begins to write packages.
    ///
    /// @throws OutputRefusedException if this is not an output of ours
    Batch begin();

    /// The first `most` bytes of a package; none if there is no such file. Links are not followed.
    Optional<byte[]> read(String name, long most);

    /// For reading many packages, one after the other and by one thread: cheapest in the order of their names.
    default Reading reading() {
        return this::read;
    }

    /// A thread's way to the packages; see [#read].
    interface Reading extends AutoCloseable {

        Optional<byte[]> read(String name, long most);

        /// See [PackageStore#stamp].
        default Optional<FileStamp> stamp(String name) {
            return Optional.empty();
        }

        @Override
        default void close() {}
    }

    /// What the system says of a package without reading it; none where that tells nothing.
    default Optional<FileStamp> stamp(String name) {
        return Optional.empty();
    }

    /// The bytes of the current index.
    Optional<byte[]> index();

    /// Replaces the index, last of all.
    Published publish(ProjectIndex index, DerivedKey key);

    /// The names of all packages that are there, sorted by bytes.
    List<String> packages();

    /// The same without those `named`, which need not be looked at.
    default List<String> packagesBut(Set<String> named) {
        return packages().stream().filter(name -> !named.contains(name)).toList();
    }

    /// Removes packages, and the folders that this empties.
    void remove(Collection<String> names);

    /// Whether names that differ in case only are one file.
    boolean foldsCase();
}
