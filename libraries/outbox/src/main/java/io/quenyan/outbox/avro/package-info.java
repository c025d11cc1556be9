/// The Avro records of events, as far as every service treats them alike.
@NullMarked
package io.quenyan.outbox.avro;

import org.jspecify.annotations.NullMarked;
