package io.quenyan.outbox;

import org.jspecify.annotations.Nullable;

/// What an event is the effect of.
///
/// @param envelope of the event that caused it
/// @param correlationId of the request whose effect it is
/// @param projectId the project it is about, if it is about one
public record Cause(
        Envelope envelope, String correlationId, @Nullable String projectId) {}
