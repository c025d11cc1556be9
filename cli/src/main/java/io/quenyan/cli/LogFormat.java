package io.quenyan.cli;

/// How log events are written to stderr.
enum LogFormat {
    /// One JSON object a line.
    json,
    /// `event: payload`, for people.
    plain,
    /// Not at all.
    quiet
}
