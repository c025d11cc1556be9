package io.quenyan.outbox;

import org.jspecify.annotations.Nullable;

/// A record that arrived on a topic, read as far as it can be.
///
/// @param <T> what the service makes of the records of that topic
public sealed interface Arrival<T> {

    /// Where it stands in Kafka.
    Position position();

    /// A record that says something to this service.
    ///
    /// @param identity by which a repeat is known
    /// @param fault why it is refused whatever it asks; null normally, and always for events
    /// @param deadLetter kept besides the answer; null normally
    record Readable<T>(
            Position position,
            Identity identity,
            T content,
            @Nullable Fault fault,
            @Nullable OutgoingRecord deadLetter) implements Arrival<T> {}

    /// Bytes that say nothing. They are kept as they are.
    record Unreadable<T>(Position position, OutgoingRecord deadLetter) implements Arrival<T> {}

    /// By what the inbox knows a record again.
    sealed interface Identity {

        /// A request: it is answered, and its requester drew the id.
        ///
        /// @param key project or key that it is about
        /// @param contentSha256 digest of the fields outside the common block: the same id with another is a
        ///     reused id
        record OfRequest(String key, String requestId, String contentSha256) implements Identity {}

        /// An event: a fact that another service tells, which has no answer.
        record OfEvent(String eventId) implements Identity {}
    }
}
