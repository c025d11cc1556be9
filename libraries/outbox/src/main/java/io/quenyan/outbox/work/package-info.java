/// Work that any instance of a service may do: claimed under a lease, done, and its result stored once.
@NullMarked
package io.quenyan.outbox.work;

import org.jspecify.annotations.NullMarked;
