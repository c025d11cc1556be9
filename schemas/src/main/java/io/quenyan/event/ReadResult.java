package io.quenyan.event;

import org.apache.avro.specific.SpecificRecord;

/// What became of bytes off a topic.
public sealed interface ReadResult {

    /// The record, resolved to the schema of this version.
    record Readable(SpecificRecord event) implements ReadResult {}

    /// A request that can be answered and not be done: something in it is missing or not of its form.
    ///
    /// @param event what could be read, and empty values for what could not
    /// @param detail one sentence that names what is wrong, without its value
    record Faulty(SpecificRecord event, String detail) implements ReadResult {}

    /// The bytes hold no record of this topic, and never will.
    ///
    /// @param detail one sentence, without any bytes of the record
    record Unreadable(Reason reason, String detail) implements ReadResult {}

    /// Why bytes are not readable.
    enum Reason {
        /// The value is null or has no bytes.
        EMPTY_VALUE,
        /// Value or headers are longer than we accept.
        TOO_LARGE,
        /// The catalogue has no record for the topic.
        UNKNOWN_TOPIC,
        /// The writer's schema is not known, so nothing was guessed.
        UNKNOWN_SCHEMA,
        /// The writer's schema is known and is not one of this topic.
        WRONG_SCHEMA,
        /// The bytes do not follow the writer's schema.
        MALFORMED,
        /// A record was read, and bytes were left over.
        TRAILING_BYTES,
        /// A record was read, and the service that consumes it could not store it.
        UNSTORABLE
    }
}
