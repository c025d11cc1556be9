package io.quenyan.event;

import java.util.Optional;
import org.apache.avro.Schema;

/// Where writers' schemas are found by the id in a frame.
@FunctionalInterface
public interface WriterSchemas {

    /// Returns the schema with that id, or empty if there is none.
    ///
    /// @throws RuntimeException if that cannot be told now, so that the record is read again later
    Optional<Schema> byId(int id);
}
