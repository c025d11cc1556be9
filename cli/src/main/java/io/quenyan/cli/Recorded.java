package io.quenyan.cli;

/// A command that does something, and so leaves a journal, unless it runs dry.
interface Recorded {}
