/// Log events: their Avro records, their topics, their ids and headers, and how bytes off a topic are read.
///
/// Nothing here needs a broker, a registry or a database; [io.quenyan.event.registry] talks to the registry.
@NullMarked
package io.quenyan.event;

import org.jspecify.annotations.NullMarked;
