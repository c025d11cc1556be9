package io.quenyan.cli;

/// A command that does something, and so leaves a journal.
interface Recorded {

    /// Whether this run does: a dry run does not.
    default boolean doesSomething() {
        return true;
    }
}
