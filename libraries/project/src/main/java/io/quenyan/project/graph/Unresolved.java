package io.quenyan.project.graph;

import java.util.Comparator;

/// What of a file could not be understood. Nothing is guessed in its place.
///
/// @param detail for people; it is no part of the canonical graph
public record Unresolved(String file, Reason reason, String detail) {

    static final Comparator<Unresolved> ORDER = Comparator.comparing(Unresolved::file, GraphOrder.BY_BYTES)
            .thenComparing(Unresolved::reason)
            .thenComparing(Unresolved::detail);

    /// Why. The names are published.
    public enum Reason {
        /// It is a descriptor with a fault.
        BAD_DESCRIPTOR,
        /// It is not what its name says: no JSON, TOML, XML or lock file, or without what every such file has.
        MALFORMED,
        /// Something is named by what can be no name.
        BAD_NAME,
        /// Files go round in circles that must not.
        CIRCULAR,
        /// An XML document that defines entities, or could.
        DOCTYPE,
        /// It is a link. Links are never followed.
        LINK,
        /// Something stands in a manifest and not in its lock file.
        LOCK_STALE,
        /// A named file is not in the project.
        MISSING,
        /// The build script would have to be run, and nothing is run.
        NOT_RUN,
        /// Nothing tells which versions are meant.
        NO_LOCK,
        /// The version is said outside of this project, or nowhere.
        NO_VERSION,
        /// A path leaves the project. It was not looked at.
        OUTSIDE,
        /// It is nested deeper than any such file is.
        TOO_DEEP,
        /// It has more bytes, or more entries, than are read.
        TOO_LARGE,
        /// It cannot be read.
        UNREADABLE,
        /// A form that is not read, such as a lock file of another program.
        UNSUPPORTED
    }
}
