package io.quenyan.event;

import org.apache.avro.Schema;

/// What was found out about the schema a value was written with.
sealed interface WriterSchema {

    /// It is this one, and the value proper is `avro`.
    @SuppressWarnings("ArrayRecordComponent") // taken apart, never compared
    record Known(Schema schema, byte[] avro) implements WriterSchema {}

    /// Nothing names it: only the bytes themselves can tell.
    @SuppressWarnings("ArrayRecordComponent") // taken apart, never compared
    record Untold(byte[] avro) implements WriterSchema {}

    /// It is named, and not known.
    record Unknown(String detail) implements WriterSchema {}
}
